/** Finnhub: trades from its socket, and quotes and candles from its REST API. */
@NullMarked
package io.tickvox.sources.finnhub;

import org.jspecify.annotations.NullMarked;
