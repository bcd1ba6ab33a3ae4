package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link YahooChartSource}s. */
public final class YahooFactory implements SourceFactory {
    static final String NAME = "yahoo";
    static final String COOKIE_URL = "cookie-url";

    private static final SourceInfo INFO = new SourceInfo(
            NAME,
            Coverage.PRICES,
            "minute bars of the watchlist's tickers; an unofficial API whose terms forbid passing its data on",
            List.of(
                    SourceOption.baseUrl("https://query1.finance.yahoo.com", "Address of the chart and quote APIs."),
                    SourceOption.addresses(
                            COOKIE_URL,
                            "https://fc.yahoo.com,https://guce.yahoo.com/consent",
                            "Pages that give the cookies without which Yahoo gives no quotes; tried in turn.")),
            "");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new YahooChartSource(settings, environment);
    }
}
