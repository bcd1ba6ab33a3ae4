package io.tickvox.sources.finnhub;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link FinnhubSource}s. */
public final class FinnhubFactory implements SourceFactory {
    static final String TOKEN = "token";
    static final String SOCKET = "socket-url";

    private static final SourceInfo INFO = new SourceInfo(
            "finnhub",
            Coverage.PRICES,
            "trades of the watchlist as they are done, and quotes of the tickers that the plan gives no trades of",
            List.of(
                    SourceOption.baseUrl("https://finnhub.io/api/v1", "Address of Finnhub's REST API."),
                    SourceOption.socket(SOCKET, "wss://ws.finnhub.io", "Address of Finnhub's socket."),
                    SourceOption.secret(TOKEN, "API key.").asRequired()),
            "A free key is at https://finnhub.io/register");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new FinnhubSource(settings, environment);
    }
}
