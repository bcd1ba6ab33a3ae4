package io.tickvox.sources.yahoo;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Fingerprints;
import io.tickvox.sources.internal.Fingerprints.Fingerprint;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.OncePerIntake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.UnknownSymbols;
import io.tickvox.sources.net.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Yahoo's chart API, asked for each ticker's minute bars since the last one known: once a minute while it is traded, seldom
 * otherwise. Where to go on is told by the last bar, not by the time: some exchanges' bars come late. The last bar is
 * asked for again until the next has begun, because it still changes. Minute bars of seven days can be had.
 */
final class YahooChartSource implements LiveSource {
    private static final Duration REACH = Duration.ofDays(7).minusMinutes(5);
    private static final Duration WHILE_TRADED = Duration.ofMinutes(1);
    private static final Duration WHILE_CLOSED = Duration.ofMinutes(15);
    /** How soon a change of the watchlist is taken up. */
    private static final Duration SLICE = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofMinutes(5);

    private final OncePerIntake<YahooApi> api;
    private final Fingerprints fingerprints = new Fingerprints();
    /** What each ticker's last chart said. */
    private final Map<String, Fingerprint> landed = new HashMap<>();

    private final UnknownSymbols unknown = new UnknownSymbols();
    /** Those of which the API did not understand the last call, though it may understand others. */
    private final Set<String> refused = new TreeSet<>();

    /** Whether a call of this run was understood. */
    private boolean isUnderstood;

    /** When each ticker was asked for last; what failed is as if it were due just now, so that it holds up no other. */
    private final Map<String, Instant> asked = new HashMap<>();
    /** Those that were asked for since the start: of the others nobody knows what was traded meanwhile. */
    private final Set<String> known = new HashSet<>();

    private volatile Duration freshness = WHILE_CLOSED.plus(GRACE);

    YahooChartSource(SourceSettings settings, SourceEnvironment environment) {
        this.api = new OncePerIntake<>(intake -> new YahooApi(settings, environment, intake));
    }

    @Override
    public Duration freshness() {
        return freshness;
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        YahooApi open = api.of(intake);
        YahooQuotes quotes = new YahooQuotes(open);
        ChartMarks marks = new ChartMarks(from);
        Instant oldest = intake.now().minus(REACH);
        Instant begin = from.upTo().isBefore(oldest) ? oldest : from.upTo();
        List<String> followed = List.of();
        marks.polledAt().forEach(asked::putIfAbsent);
        boolean isFirst = true;
        isUnderstood = false;
        while (true) {
            if (followed != intake.symbols()) {
                marks.follow(intake.symbols(), followed.isEmpty() ? begin : intake.now());
                followed = intake.symbols();
                asked.keySet().retainAll(followed);
                known.retainAll(followed);
                landed.keySet().retainAll(followed);
                refused.retainAll(followed);
                Duration round = open.spacing().multipliedBy(followed.size());
                freshness = WHILE_CLOSED.plus(GRACE).plus(round);
            }
            Instant now = intake.now();
            String symbol = next(followed, now);
            if (!isFirst && now.isBefore(due(symbol, now))) {
                intake.sleep(SLICE);
                continue;
            }
            isFirst = false;
            // Due again at once, behind those that have waited longer, unless the call succeeds.
            asked.put(symbol, now.minus(interval(symbol, now)));
            long since = Math.max(marks.bar(symbol), ChartMarks.minute(now.minus(REACH)));
            long last = unknown.isLeftAlone(symbol, now) ? 0 : poll(symbol, since, now, open, intake);
            asked.put(symbol, now);
            known.add(symbol);
            marks.polled(symbol, last, now);
            quotes.step(followed, intake);
            intake.complete(begin, words(followed, quotes));
            intake.advance(marks.position());
            intake.sleep(open.spacing());
        }
    }

    /** The ticker whose turn it is, now or next; of several the one that has waited longest. */
    private String next(List<String> followed, Instant now) {
        return followed.stream()
                .min(Comparator.comparing((String symbol) -> due(symbol, now))
                        .thenComparing(symbol -> asked.getOrDefault(symbol, Instant.MIN)))
                .orElseThrow();
    }

    private Instant due(String symbol, Instant now) {
        Instant last = asked.get(symbol);
        return last == null || !known.contains(symbol) ? Instant.MIN : last.plus(interval(symbol, now));
    }

    private static Duration interval(String symbol, Instant now) {
        return TradingHours.contain(now, symbol) ? WHILE_TRADED : WHILE_CLOSED;
    }

    private String words(List<String> followed, YahooQuotes quotes) {
        return "minute bars of " + followed.size() + " tickers"
                + unknown.words()
                + (refused.isEmpty() ? "" : "; not understood there: " + String.join(", ", refused))
                + (quotes.lack().isEmpty() ? "" : "; " + quotes.lack());
    }

    /** Lands the bars from {@code since} on, if there are others than last time; returns the newest one's start. */
    private long poll(String symbol, long since, Instant now, YahooApi open, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        Answer answer = open.chart(symbol, since, now);
        if (YahooApi.isRefused(answer)) {
            refused.add(symbol);
            boolean isForAll = intake.symbols().stream()
                    .allMatch(other -> refused.contains(other) || unknown.isLeftAlone(other, now));
            if (isForAll || !isUnderstood) {
                throw open.failure(answer);
            }
            return 0;
        }
        refused.remove(symbol);
        isUnderstood = true;
        if (YahooApi.isUnknown(answer)) {
            if (YahooApi.isNowhere(answer)) {
                unknown.add(symbol, now);
            }
            return 0;
        }
        unknown.remove(symbol);
        ChartPage page = page(answer, now, open);
        Fingerprint content = fingerprints.of(page.content());
        if (!page.content().isEmpty() && !content.equals(landed.get(symbol))) {
            intake.land(Channel.QUOTES, "chart", answer.body());
            landed.put(symbol, content);
        }
        return page.lastBar();
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        YahooApi open = api.of(intake);
        Instant now = intake.now();
        page(open.chart(intake.symbols().get(0), now.getEpochSecond() - 3_600, now), now, open);
        return open.host() + " answers with a chart";
    }

    private static ChartPage page(Answer answer, Instant now, YahooApi open) throws IOException {
        try {
            return ChartPage.of(answer.body(), now);
        } catch (UnreadableException e) {
            throw new IOException("The answer of " + open.host() + " is no chart: " + e.getMessage(), e);
        }
    }
}
