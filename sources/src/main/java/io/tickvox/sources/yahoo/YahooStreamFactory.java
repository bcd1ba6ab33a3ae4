package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link YahooStreamSource}s. */
public final class YahooStreamFactory implements SourceFactory {
    private static final SourceInfo INFO = new SourceInfo(
            "yahoo-stream",
            Coverage.PRICES,
            "last prices of the watchlist's tickers as they change; what it misses comes from yahoo's bars",
            List.of(SourceOption.socket(
                    SourceOption.BASE_URL, "wss://streamer.finance.yahoo.com", "Address of the streamer.")),
            "");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new YahooStreamSource(settings, environment);
    }
}
