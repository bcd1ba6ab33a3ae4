package io.tickvox.sources.x;

import io.tickvox.sources.live.Backoff;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.OncePerIntake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Posts of X that hold the cashtags of the watchlist: the filtered stream, with recent search for what it missed; recent
 * search alone while X does not allow the stream, which is asked for again some times a day.
 */
final class XSource implements LiveSource {
    /** X gives a sign of life every 20 s, and search finds posts after half a minute. */
    static final Duration FRESHNESS = Duration.ofSeconds(90);

    private static final Duration STREAM_AGAIN = Duration.ofHours(6);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final XQueries queries;
    private final XPosts posts = new XPosts();
    private final OncePerIntake<XApi> api;
    private Instant streamAt = Instant.MIN;
    private String whyNoStream = "";

    XSource(SourceSettings settings, SourceEnvironment environment) {
        this.api = new OncePerIntake<>(intake -> new XApi(settings, environment, intake));
        this.queries = new XQueries(settings.find(XFactory.FILTER).orElse(null));
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        XApi open = api.of(intake);
        Position position = from;
        while (true) {
            if (XQueries.cashtags(intake.symbols()).isEmpty()) {
                intake.complete(position.upTo(), "no tickers are followed");
                position = position.withUpTo(intake.now());
                intake.advance(position);
                intake.sleep(PAUSE);
            } else if (intake.now().isBefore(streamAt)) {
                position = new XPolling(open, queries, posts, intake, whyNoStream).run(position, streamAt);
            } else {
                position = stream(open, position, intake);
            }
        }
    }

    private Position stream(XApi open, Position from, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        XStreaming streaming = new XStreaming(open, queries, posts, intake, from);
        try {
            streaming.run();
        } catch (XProblems.NoStream e) {
            whyNoStream = String.valueOf(e.getMessage());
            streamAt = intake.now().plus(STREAM_AGAIN);
        }
        return streaming.position();
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        XApi open = api.of(intake);
        try {
            return open.host() + " answers; its stream has " + open.rules().size() + " rules";
        } catch (XProblems.NoStream e) {
            open.search("$AAPL", java.util.Map.of(), null);
            return open.host() + " answers; recent search alone: " + e.getMessage();
        }
    }

    @Override
    public Duration freshness() {
        return FRESHNESS;
    }

    @Override
    public Backoff backoff() {
        return XProblems.BROKEN;
    }
}
