package io.tickvox.sources.yahoo;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.RateBudget;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Yahoo's chart API, asked for each ticker's minute bars since the last one known: once a minute while shares are traded,
 * seldom otherwise. Where to go on is told by the last bar, not by the time: some exchanges' bars come late. The last bar is
 * asked for again until the next has begun, because it still changes. Minute bars of seven days can be had.
 */
final class YahooChartSource implements LiveSource {
    private static final Duration REACH = Duration.ofDays(7).minusMinutes(5);
    private static final Duration WHILE_TRADED = Duration.ofMinutes(1);
    private static final Duration WHILE_CLOSED = Duration.ofMinutes(15);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final int CALLS_PER_HOUR = 1_800;
    private static final String HINT = "The API asks for no key: try another network, or later";

    private final SourceSettings settings;
    private final SourceEnvironment environment;
    private final Map<String, String> landed = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private volatile Duration freshness = WHILE_CLOSED.plus(GRACE);

    YahooChartSource(SourceSettings settings, SourceEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public Duration freshness() {
        return freshness;
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        RateBudget budget = intake.budget("calls", CALLS_PER_HOUR, Duration.ofHours(1));
        ChartMarks marks = new ChartMarks(from);
        Instant oldest = intake.now().minus(REACH);
        Instant begin = from.upTo().isBefore(oldest) ? oldest : from.upTo();
        List<String> followed = List.of();
        Map<String, Instant> asked = new HashMap<>();
        while (true) {
            if (followed != intake.symbols()) {
                marks.follow(intake.symbols(), followed.isEmpty() ? begin : intake.now());
                followed = intake.symbols();
                Duration round = budget.spacing().multipliedBy(followed.size());
                freshness = WHILE_CLOSED.plus(GRACE).plus(round);
            }
            String symbol = followed.stream()
                    .min(Comparator.comparing(name -> asked.getOrDefault(name, Instant.MIN)))
                    .orElseThrow();
            intake.sleep(untilDue(asked.get(symbol), intake.now()));
            Instant now = intake.now();
            asked.put(symbol, now);
            long since = Math.max(marks.bar(symbol), ChartMarks.minute(now.minus(REACH)));
            long last = unknown.contains(symbol) ? 0 : poll(symbol, since, now, budget, intake);
            intake.complete(begin, words(followed));
            marks.polled(symbol, last, now);
            intake.advance(marks.position());
            intake.sleep(budget.spacing());
        }
    }

    private static Duration untilDue(@Nullable Instant polled, Instant now) {
        if (polled == null) {
            return Duration.ZERO;
        }
        Duration interval = TradingHours.contain(now) ? WHILE_TRADED : WHILE_CLOSED;
        return Duration.between(now, polled.plus(interval));
    }

    private String words(List<String> followed) {
        String all = "minute bars of " + followed.size() + " tickers";
        return unknown.isEmpty() ? all : all + "; unknown there: " + String.join(", ", unknown);
    }

    /** Lands the bars from {@code since} on, if there are others than last time; returns the newest one's start. */
    private long poll(String symbol, long since, Instant now, RateBudget budget, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        Answer answer = ask(symbol, since, now, budget, intake);
        if (isUnknown(answer)) {
            unknown.add(symbol);
            return 0;
        }
        ChartPage page = page(answer, intake);
        if (!page.content().isEmpty() && !page.content().equals(landed.get(symbol))) {
            intake.land(Channel.QUOTES, "chart", answer.body());
            landed.put(symbol, page.content());
        }
        return page.lastBar();
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        Instant now = intake.now();
        RateBudget budget = intake.budget("calls", CALLS_PER_HOUR, Duration.ofHours(1));
        page(ask(intake.symbols().get(0), now.getEpochSecond() - 3_600, now, budget, intake), intake);
        return host() + " answers with a chart";
    }

    private String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    private Answer ask(String symbol, long since, Instant now, RateBudget budget, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        URI uri = settings.uri("/v8/finance/chart/" + symbol.replace('.', '-')
                + "?interval=1m&includePrePost=true&period1=" + since + "&period2=" + (now.getEpochSecond() + 60));
        budget.take();
        return environment.web().get(uri, Map.of("Accept", "application/json"));
    }

    /** Whether the API answers properly that it has nothing by that name. */
    private static boolean isUnknown(Answer answer) {
        boolean says = answer.status() == 404 || answer.status() == 400 || answer.status() == 422;
        return says && !answer.isPage() && answer.text().contains("\"chart\"");
    }

    private ChartPage page(Answer answer, Intake intake) throws SourceFailure, IOException {
        if (!answer.isSuccess()) {
            throw Refusals.of(answer, host(), HINT, intake.clock());
        }
        try {
            return ChartPage.of(answer.body());
        } catch (UnreadableException e) {
            throw new IOException("The answer of " + host() + " is no chart: " + e.getMessage(), e);
        }
    }
}
