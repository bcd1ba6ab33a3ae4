/** Yahoo Finance: bars of its chart API, quotes, and prices from its streamer. */
@NullMarked
package io.tickvox.sources.yahoo;

import org.jspecify.annotations.NullMarked;
