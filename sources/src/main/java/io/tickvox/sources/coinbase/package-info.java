/** Coinbase Exchange's public trades of crypto pairs: mapper and live intake. */
@NullMarked
package io.tickvox.sources.coinbase;

import org.jspecify.annotations.NullMarked;
