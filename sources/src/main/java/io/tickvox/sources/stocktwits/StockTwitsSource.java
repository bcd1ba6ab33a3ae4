package io.tickvox.sources.stocktwits;

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
import io.tickvox.sources.live.UnknownSymbols;
import io.tickvox.sources.net.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * StockTwits' streams of tickers, asked for in turn within the hourly budget: the first round at once, then evenly. Pages come newest first, so what is new is
 * worked through backwards to the last message known, and that only then moves on. About 800 messages of a ticker can be
 * reached; what lies before is lost.
 */
final class StockTwitsSource implements LiveSource {
    private static final int KEYLESS_CALLS = 200;
    private static final int TOKEN_CALLS = 400;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LEAST_FRESHNESS = Duration.ofMinutes(5);
    private static final Duration HURRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int PAGE = 30;

    /** After which a ticker without a message is asked for without its mark, which may be wrong. */
    private static final Duration QUIET = Duration.ofDays(1);

    private static final String HINT = "Check sources.stocktwits.access-token, or leave it out";

    private final SourceSettings settings;
    private final SourceEnvironment environment;
    private final UnknownSymbols unknown = new UnknownSymbols();
    /** When each ticker's last message came. */
    private final Map<String, Instant> heard = new HashMap<>();

    private Duration freshness = LEAST_FRESHNESS;
    /** The last answer that was no page of messages. */
    private byte[] unreadable = {};

    StockTwitsSource(SourceSettings settings, SourceEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public Duration freshness() {
        return freshness;
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        RateBudget budget = budget(intake);
        Rotation rotation = new Rotation(budget.spacing());
        SymbolMarks marks = new SymbolMarks(from);
        List<String> followed = List.of();
        int firstRound = 0;
        while (true) {
            if (followed != intake.symbols()) {
                firstRound = intake.symbols().size();
                marks.follow(intake.symbols(), followed.isEmpty() ? from.upTo() : intake.now());
                followed = intake.symbols();
                rotation.retain(followed);
                heard.keySet().retainAll(followed);
                followed.forEach(symbol -> rotation.add(symbol, marks.at(symbol)));
                freshness = max(LEAST_FRESHNESS, rotation.longest().plus(LEAST_FRESHNESS));
            }
            String symbol = rotation.next(intake.now());
            Instant asked = intake.now();
            int found = unknown.isLeftAlone(symbol, asked) ? 0 : poll(symbol, marks, budget, intake);
            rotation.polled(symbol, asked, found);
            marks.polled(symbol, asked);
            intake.complete(from.upTo(), words(followed));
            intake.advance(marks.position());
            boolean mayHurry = firstRound-- > 0 && budget.left() > budget.limit() / 2;
            intake.sleep(mayHurry ? HURRY : budget.spacing());
        }
    }

    private String words(List<String> followed) {
        return followed.size() + " tickers in turn" + unknown.words();
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private RateBudget budget(Intake intake) {
        int calls = settings.find(StockTwitsFactory.TOKEN).isPresent() ? TOKEN_CALLS : KEYLESS_CALLS;
        return intake.budget("calls", calls, HOUR);
    }

    /** Lands all messages of {@code symbol} since its mark and moves the mark; returns how many there were. */
    private int poll(String symbol, SymbolMarks marks, RateBudget budget, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        long known = marks.since(symbol);
        Instant now = intake.now();
        Instant heardAt = heard.computeIfAbsent(symbol, ignored -> now);
        boolean isQuiet = known > 0 && heardAt.plus(QUIET).isBefore(now);
        long since = isQuiet ? 0 : known;
        long newest = 0;
        long max = 0;
        int found = 0;
        Instant oldestAt = now;
        Instant seenAt = isQuiet ? heardAt : unknown.askedAt(symbol).orElse(marks.at(symbol));
        while (true) {
            Page page = page(symbol, since, max, budget, intake, body -> landUnreadable(body, intake));
            if (page.count() == 0) {
                if (max > 0 && oldestAt.isAfter(seenAt)) {
                    intake.lostOf(symbol, seenAt, oldestAt, "More was said of " + symbol + " than StockTwits keeps");
                }
                break;
            }
            if (isQuiet && max == 0 && page.contains(known) && page.newest(known, heardAt, now) == known) {
                break;
            }
            intake.land(Channel.POSTS, "symbol", page.payload());
            found += page.count();
            since = page.isBeyond(since, seenAt, now) ? 0 : since;
            newest = Math.max(newest, page.newest(since, seenAt, now));
            oldestAt = page.oldestAt().isBefore(oldestAt) ? page.oldestAt() : oldestAt;
            long oldest = page.oldest(since, seenAt, now).orElse(since);
            boolean isBack = since > 0 ? oldest <= since : oldestAt.isBefore(seenAt);
            if (!page.more() || isBack || oldest == max) {
                break;
            }
            max = oldest;
        }
        if (found > 0 || isQuiet) {
            heard.put(symbol, now);
        }
        marks.seen(symbol, found > 0 ? newest : known);
        return found;
    }

    /** Lands an answer that is no page of messages, once while it stays the same. */
    private void landUnreadable(byte[] body, Intake intake) {
        if (body.length > 0 && !Arrays.equals(body, unreadable)) {
            intake.land(Channel.POSTS, "symbol", body);
            unreadable = body;
        }
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        Page page = page(intake.symbols().get(0), 0, 0, budget(intake), intake, body -> {});
        return host() + " answers with " + page.count() + " messages";
    }

    private String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    /** @param unreadable takes an answer that is no page */
    private Page page(
            String symbol, long since, long max, RateBudget budget, Intake intake, Consumer<byte[]> unreadable)
            throws SourceFailure, IOException, InterruptedException {
        URI uri = settings.uri("/api/2/streams/symbol/" + symbol + ".json?limit=" + PAGE
                + (since > 0 ? "&since=" + since : "") + (max > 0 ? "&max=" + max : "")
                + settings.find(StockTwitsFactory.TOKEN)
                        .map(token -> "&access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
                        .orElse(""));
        Duration wait = budget.untilAllowed();
        if (wait.compareTo(LONGEST_WAIT) <= 0) {
            intake.sleep(wait);
        }
        budget.take();
        Answer answer = environment.web().get(uri, Map.of("Accept", "application/json"));
        told(answer, budget, intake);
        if (answer.status() == 404 && !answer.isPage()) {
            unknown.add(symbol, intake.now());
            return Page.EMPTY;
        }
        if (!answer.isSuccess()) {
            throw failure(answer, intake);
        }
        unknown.remove(symbol);
        try {
            return Page.of(answer.body());
        } catch (UnreadableException e) {
            unreadable.accept(answer.body());
            throw new IOException("The answer of " + host() + " is no page of messages: " + e.getMessage(), e);
        }
    }

    private SourceFailure failure(Answer answer, Intake intake) {
        if (answer.status() == 429) {
            Duration wait = reset(answer, intake);
            if (!wait.isNegative() && wait.compareTo(HOUR) <= 0) {
                return SourceFailure.limitedUntil(
                        intake.now().plus(wait), host() + " answers 429: " + answer.excerpt());
            }
        }
        return Refusals.of(answer, host(), HINT, intake.clock());
    }

    private static void told(Answer answer, RateBudget budget, Intake intake) {
        answer.header("X-RateLimit-Remaining")
                .filter(text -> text.matches("\\d{1,9}"))
                .ifPresent(left -> budget.told(Long.parseLong(left), reset(answer, intake)));
    }

    /** How long until the API's budget is renewed; negative if it does not say. */
    private static Duration reset(Answer answer, Intake intake) {
        return answer.header("X-RateLimit-Reset")
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Refusals.untilEpoch(answer, Long.parseLong(text), intake.clock()))
                .orElse(Duration.ofSeconds(-1));
    }
}
