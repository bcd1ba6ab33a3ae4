package io.tickvox.sources.coinbase;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link CoinbaseSource}s. */
public final class CoinbaseFactory implements SourceFactory {
    private static final SourceInfo INFO = new SourceInfo(
            "coinbase",
            Coverage.PAIR_PRICES,
            "trades of the crypto pairs among the tickers, such as BTC-USD",
            List.of(SourceOption.socket(
                    SourceOption.BASE_URL, "wss://ws-feed.exchange.coinbase.com", "Address of the feed.")),
            "");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new CoinbaseSource(settings, environment);
    }
}
