package io.tickvox.sources.x;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link XSource}s. */
public final class XFactory implements SourceFactory {
    static final String NAME = "x";
    static final String TOKEN = "bearer-token";
    static final String FILTER = "filter";

    private static final SourceInfo INFO = new SourceInfo(
            NAME,
            Coverage.POSTS,
            "posts with the cashtags of the watchlist, through the filtered stream and recent search of X API v2",
            List.of(
                    SourceOption.baseUrl("https://api.x.com", "Address of X's API."),
                    SourceOption.secret(TOKEN, "Bearer token of an app at X (app-only authentication).")
                            .asRequired(),
                    SourceOption.text(
                            FILTER,
                            null,
                            "Operators added to each rule and query, for example lang:en -is:retweet; X counts every post"
                                    + " that it sends.")),
            "Create a project and an app at https://console.x.com and copy its bearer token");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new XSource(settings, environment);
    }
}
