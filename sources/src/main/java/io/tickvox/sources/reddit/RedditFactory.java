package io.tickvox.sources.reddit;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link RedditSource}s. */
public final class RedditFactory implements SourceFactory {
    static final String AUTH = "auth-url";
    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String SUBREDDITS = "subreddits";

    private static final SourceInfo INFO = new SourceInfo(
            "reddit",
            Coverage.POSTS,
            "submissions and comments of some subreddits; those that can be about a ticker are kept",
            List.of(
                    SourceOption.baseUrl("https://oauth.reddit.com", "Address of Reddit's API."),
                    SourceOption.address(AUTH, "https://www.reddit.com", "Address where Reddit gives tokens."),
                    SourceOption.name(CLIENT_ID, "Id of an app at Reddit.").asRequired(),
                    SourceOption.secret(CLIENT_SECRET, "Secret of the app.").asRequired(),
                    SourceOption.name(USERNAME, "Account of a script app's developer; without it the app's own."),
                    SourceOption.secret(PASSWORD, "Password of that account."),
                    SourceOption.text(
                            SUBREDDITS,
                            "wallstreetbets,stocks,StockMarket,investing,options,pennystocks,Daytrading,SecurityAnalysis",
                            "Subreddits to follow, with commas between.")),
            "Create an app of type script at https://www.reddit.com/prefs/apps");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new RedditSource(settings, environment);
    }
}
