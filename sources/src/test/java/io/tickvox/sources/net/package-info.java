@NullMarked
package io.tickvox.sources.net;

import org.jspecify.annotations.NullMarked;
