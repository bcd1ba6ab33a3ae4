package io.tickvox.sources.bluesky;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link BlueskySource}s. */
public final class BlueskyFactory implements SourceFactory {
    static final String DICTIONARY = "dictionary";

    private static final SourceInfo INFO = new SourceInfo(
            "bluesky",
            Coverage.POSTS,
            "all posts of the network, through Jetstream; those that can be about a ticker are kept",
            List.of(
                    SourceOption.sockets(
                            SourceOption.BASE_URL,
                            "wss://jetstream2.us-east.bsky.network,wss://jetstream1.us-west.bsky.network,"
                                    + "wss://jetstream1.us-east.bsky.network,wss://jetstream2.us-west.bsky.network",
                            "Address of Jetstream; several with commas are tried in turn."),
                    SourceOption.path(
                            DICTIONARY,
                            "Jetstream's zstd dictionary (zstd_dictionary in github.com/bluesky-social/jetstream); with it"
                                    + " events come compressed.")),
            "");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new BlueskySource(settings, environment);
    }
}
