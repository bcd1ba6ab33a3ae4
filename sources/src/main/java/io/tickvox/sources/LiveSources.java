package io.tickvox.sources;

import io.tickvox.sources.bluesky.BlueskyFactory;
import io.tickvox.sources.coinbase.CoinbaseFactory;
import io.tickvox.sources.finnhub.FinnhubFactory;
import io.tickvox.sources.kinesis.KinesisFactory;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.reddit.RedditFactory;
import io.tickvox.sources.stocktwits.StockTwitsFactory;
import io.tickvox.sources.x.XComplianceFactory;
import io.tickvox.sources.x.XFactory;
import io.tickvox.sources.yahoo.YahooFactory;
import io.tickvox.sources.yahoo.YahooStreamFactory;
import java.util.List;

/** All sources that can be followed live. */
public final class LiveSources {
    private static final List<SourceFactory> ALL = List.of(
            new BlueskyFactory(),
            new StockTwitsFactory(),
            new YahooFactory(),
            new YahooStreamFactory(),
            new CoinbaseFactory(),
            new XFactory(),
            new XComplianceFactory(),
            new RedditFactory(),
            new FinnhubFactory(),
            new KinesisFactory());

    private LiveSources() {}

    /** All of them, in the order in which they are listed to people. */
    public static List<SourceFactory> all() {
        return ALL;
    }
}
