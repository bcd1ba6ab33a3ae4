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

    /** How far a search reaches into what the stream gives: X's clock may be ahead of ours. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private static final String UNSEARCHED = "unsearched";

    private static final Duration IDLE = Duration.ofMillis(250);

    private final XApi api;
    private final XQueries queries;
    private final XPosts posts;
    private final XRules rules;
    private final Intake intake;
    private final List<XFill> fills = new ArrayList<>();
    /** What lies between the position and the opening of the stream; null if the stream gives that. */
    private @Nullable XFill outage;

    /** Cashtags whose posts the last connection was still to search for. */
    private final List<String> unsearched;

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
        this.unsearched =
                from.cursor(UNSEARCHED).map(left -> List.of(left.split(","))).orElse(List.of());
    }

    /** How far it has come. */
    Position position() {
        return position;
    }

    /** Follows the stream until it ends; returns if there is nothing to follow. */
    void run() throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        Instant now = intake.now();
        Set<String> fresh = new TreeSet<>(rules.follow(tags, now));
        if (tags.isEmpty()) {
            rules.tidy(now.plus(XRules.EFFECT));
            return;
        }
        fresh.addAll(unsearched);
        fresh.retainAll(tags);
        Duration missed = Duration.between(upTo, intake.now());
        long minutes = missed.compareTo(BACKFILL) <= 0 ? Math.max(0, missed.toMinutes()) + 1 : 0;
        try (LineStream lines = api.stream(minutes)) {
            opened(api.canBackfill() ? minutes : 0, fresh);
            while (true) {
                byte[] line = lines.next(fills.isEmpty() ? IDLE : Duration.ZERO);
                if (line == null) {
                    intake.sleep(fills.isEmpty() ? Duration.ZERO : IDLE);
                } else if (line.length == 0) {
                    saw(intake.now());
                } else {
                    take(line);
                }
                followWatchlist();
                fill();
                position = new Position(reached(), unsearched());
                intake.advance(position);
            }
        }
    }

    /** @param backfill how many minutes ago the stream begins */
    private void opened(long backfill, Set<String> fresh) {
        openedAt = intake.now();
        Instant oldest = openedAt.minus(XFill.REACH);
        Instant start = upTo.isBefore(oldest) ? oldest : upTo;
        Instant effect = openedAt.plus(fresh.isEmpty() ? OVERLAP : XRules.EFFECT);
        boolean isBackfilled = !openedAt.minus(Duration.ofMinutes(backfill)).isAfter(start);
        if (isBackfilled) {
            add(fill(fresh, start, effect));
        } else {
            outage = fill(tags, start, effect);
            add(outage);
        }
        upTo = start;
        completeFrom = start;
        intake.complete(start, words());
    }

    private String words() {
        return "posts with the cashtags of " + tags.size() + (tags.size() == 1 ? " ticker" : " tickers")
                + " through the stream of " + api.host();
    }

    private XFill fill(Set<String> of, Instant start, Instant end) {
        return new XFill(of, queries.pack(of), start, end);
    }

    private void add(XFill fill) {
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
            if (root.has("data") || root.has("errors") || root.has("delete")) {
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

    /** Whose posts are still to be searched for, as a cursor: rules that are new now are not when the stream begins anew. */
    private Map<String, String> unsearched() {
        Set<String> left = new TreeSet<>();
        fills.forEach(fill -> left.addAll(fill.tags()));
        return left.isEmpty() ? Map.of() : Map.of(UNSEARCHED, String.join(",", left));
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
        add(fill(fresh, now, now.plus(XRules.EFFECT)));
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
                if (fill == outage) {
                    lose(fill, String.valueOf(e.getMessage()));
                } else {
                    loseTickers(fill, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Search does not give what was said of new tickers until their rules took effect. */
    private void loseTickers(XFill fill, String reason) {
        for (String symbol : symbols) {
            if (XQueries.cashtags(List.of(symbol)).stream().anyMatch(fill.tags()::contains)) {
                intake.lostOf(symbol, fill.start(), fill.end(), reason);
            }
        }
    }

    /** Search does not give what was said during an outage, of which a long one is known as a gap already. */
    private void lose(XFill fill, String reason) {
        boolean isKnown = Duration.between(completeFrom, openedAt).compareTo(XSource.FRESHNESS) > 0;
        completeFrom = fill.end();
        upTo = completeFrom.isAfter(upTo) ? completeFrom : upTo;
        if (isKnown) {
            intake.complete(completeFrom, words());
        } else {
            intake.lost(fill.start(), completeFrom, reason);
        }
    }
}
