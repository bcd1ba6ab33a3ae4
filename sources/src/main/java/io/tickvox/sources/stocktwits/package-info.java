/** StockTwits: messages of its symbol streams, with the direction that authors tag them with. */
@NullMarked
package io.tickvox.sources.stocktwits;

import org.jspecify.annotations.NullMarked;
