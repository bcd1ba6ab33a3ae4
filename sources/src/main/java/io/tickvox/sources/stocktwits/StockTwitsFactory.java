package io.tickvox.sources.stocktwits;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link StockTwitsSource}s. */
public final class StockTwitsFactory implements SourceFactory {
    static final String TOKEN = "access-token";

    private static final SourceInfo INFO = new SourceInfo(
            "stocktwits",
            Coverage.POSTS,
            "messages about the tickers of the watchlist, the busiest asked for oftenest",
            List.of(
                    SourceOption.baseUrl("https://api.stocktwits.com", "Address of the API."),
                    SourceOption.secret(
                            TOKEN,
                            "Access token of those who have one; with it 400 calls an hour are allowed, not 200.")),
            "");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new StockTwitsSource(settings, environment);
    }
}
