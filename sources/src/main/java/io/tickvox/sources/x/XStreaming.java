package io.tickvox.sources.x;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.net.LineStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One connection to the filtered stream, from its opening to its end. What it cannot give is filled from recent search: the
 * time since the position, where X does not begin the stream that far back, and for tickers that are new to the watchlist
 * the time until their rules take effect. The position waits for what is to be filled.
 */
final class XStreaming {
    /** How far behind the present the stream may deliver. */
    private static final Duration DELAY = Duration.ofSeconds(5);

    /** How long ago a stream can begin, less a margin. */
    private static final Duration BACKFILL = Duration.ofSeconds(290);

    /** After which all that the stream began with has come. */
    private static final Duration BACKFILLED = Duration.ofSeconds(60);

    private static final Duration IDLE = Duration.ofMillis(250);

    private final XApi api;
    private final XQueries queries;
    private final XPosts posts;
    private final XRules rules;
    private final Intake intake;
    private final List<XFill> fills = new ArrayList<>();
    private List<String> symbols;
    private TreeSet<String> tags;
    private Instant upTo;
    private Position position;
    private Instant openedAt = Instant.MAX;
    private Instant completeFrom;

    XStreaming(XApi api, XQueries queries, XPosts posts, Intake intake, Position from) {
        this.api = api;
        this.queries = queries;
        this.posts = posts;
        this.rules = new XRules(api, queries);
        this.intake = intake;
        this.symbols = intake.symbols();
        this.tags = XQueries.cashtags(symbols);
        this.position = from;
        this.upTo = from.upTo();
        this.completeFrom = upTo;
    }

    /** How far it has come. */
    Position position() {
        return position;
    }

    /** Follows the stream until it ends; returns if there is nothing to follow. */
    void run() throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        Instant now = intake.now();
        Set<String> fresh = rules.follow(tags, now);
        if (tags.isEmpty()) {
            rules.tidy(now.plus(XRules.EFFECT));
            return;
        }
        Duration missed = Duration.between(upTo, now);
        try (LineStream lines = api.stream(missed.compareTo(BACKFILL) <= 0 ? minutes(missed) : 0)) {
            opened(missed, fresh);
            while (true) {
                byte[] line = lines.next(fills.isEmpty() ? IDLE : Duration.ZERO);
                if (line != null && line.length > 0) {
                    take(line);
                } else {
                    saw(intake.now());
                    intake.sleep(fills.isEmpty() ? Duration.ZERO : IDLE);
                }
                followWatchlist();
                fill();
                position = new Position(reached(), Map.of());
                intake.advance(position);
            }
        }
    }

    /** The next higher number of minutes. */
    private static long minutes(Duration missed) {
        return Math.max(0, missed.toMinutes()) + 1;
    }

    private void opened(Duration missed, Set<String> fresh) {
        openedAt = intake.now();
        Instant oldest = openedAt.minus(XFill.REACH);
        Instant start = upTo.isBefore(oldest) ? oldest : upTo;
        Instant effect = fresh.isEmpty() ? openedAt : openedAt.plus(XRules.EFFECT);
        boolean isBackfilled = api.canBackfill() && missed.compareTo(BACKFILL) <= 0;
        if (!isBackfilled || !fresh.isEmpty()) {
            fill(isBackfilled ? fresh : tags, start, effect);
        }
        upTo = start;
        completeFrom = start;
        intake.complete(start, words());
    }

    private String words() {
        return "posts with the cashtags of " + tags.size() + (tags.size() == 1 ? " ticker" : " tickers")
                + " through the stream of " + api.host();
    }

    private void fill(Set<String> wanted, Instant start, Instant end) {
        XFill fill = new XFill(queries.pack(wanted), start, end);
        if (!fill.isDone()) {
            fills.add(fill);
        }
    }

    private void take(byte[] line) throws SourceFailure {
        JsonNode root;
        try {
            root = Json.parse(line);
        } catch (UnreadableException e) {
            intake.land(Channel.POSTS, "stream", line);
            return;
        }
        SourceFailure problem = XProblems.inStream(root, api.host());
        if (problem != null) {
            throw problem;
        }
        String id = Json.id(root.path("data"), "id");
        if (id == null) {
            if (root.has("data") || root.has("errors")) {
                intake.land(Channel.POSTS, "stream", line);
            } else {
                intake.skipped(1);
            }
        } else if (rules.askedFor(root.path("matching_rules"))) {
            posts.land(id, line, intake);
            passed(XText.isId(id) ? XTime.ofId(id) : null);
        } else {
            intake.skipped(1);
        }
    }

    /** A post written at {@code at} came while more is waiting: what is older has come, unless the stream has just begun. */
    private void passed(@Nullable Instant at) {
        Instant now = intake.now();
        if (at != null && !now.isBefore(openedAt.plus(BACKFILLED))) {
            saw(at.isBefore(now) ? at : now);
        }
    }

    private void saw(Instant at) {
        Instant reached = at.minus(DELAY);
        upTo = reached.isAfter(upTo) ? reached : upTo;
    }

    private Instant reached() {
        Instant reached = upTo;
        for (XFill fill : fills) {
            reached = fill.start().isBefore(reached) ? fill.start() : reached;
        }
        return reached;
    }

    private void followWatchlist() throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        Instant now = intake.now();
        rules.tidy(now);
        List<String> wanted = intake.symbols();
        if (wanted == symbols) {
            return;
        }
        symbols = wanted;
        tags = XQueries.cashtags(wanted);
        Set<String> fresh = rules.follow(tags, now);
        fill(fresh, now, now.plus(XRules.EFFECT));
        intake.complete(completeFrom, words());
    }

    private void fill() throws InterruptedException {
        for (Iterator<XFill> left = fills.iterator(); left.hasNext(); ) {
            XFill fill = left.next();
            try {
                fill.step(api, intake.now(), page -> posts.land(page, intake));
                if (fill.isDone()) {
                    left.remove();
                }
            } catch (SourceFailure e) {
                left.remove();
                completeFrom = fill.end();
                intake.complete(completeFrom, words());
                intake.lost(fill.start(), fill.end(), "not found again: " + e.getMessage());
            }
        }
    }
}
