package io.tickvox.sources.coinbase;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.HandshakeRefused;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Coinbase Exchange's feed of trades. It replays nothing but the last trade before a subscription, so what was traded during
 * an outage is a gap. Trade ids of a pair grow by one: one that was seen is left out, and a jump is told as a loss, unless the
 * outage was so long that it is a gap of all pairs. A lower id of a later time, or one that is far ahead, begins a new count.
 */
final class CoinbaseSource implements LiveSource {
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]{2,10}-(USD|USDT|USDC|EUR|GBP|BTC)");
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final String HINT = "The feed asks for no key: try another network";

    private final SourceSettings settings;
    private final SourceEnvironment environment;

    CoinbaseSource(SourceSettings settings, SourceEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        if (pairs(intake.symbols()).isEmpty()) {
            throw noPair();
        }
        follow(from, intake);
    }

    private static SourceFailure noPair() {
        return SourceFailure.idle("no pair such as BTC-USD is among the tickers: add one to symbols", PAUSE);
    }

    private void follow(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        Trades trades = new Trades(from);
        Instant upTo = from.upTo();
        Duration silence = environment.web().settings().silence();
        try (Socket socket = connect(intake)) {
            List<String> symbols = List.of();
            List<String> followed = List.of();
            while (true) {
                if (symbols != intake.symbols()) {
                    symbols = intake.symbols();
                    followed = subscribe(socket, followed, pairs(symbols));
                    if (followed.isEmpty()) {
                        throw noPair();
                    }
                    trades.follow(followed, intake.now());
                    intake.complete(intake.now(), "trades of " + String.join(", ", followed));
                }
                Socket.Frame frame = socket.next(IDLE);
                if (frame != null) {
                    trades.take(frame.bytes(), intake);
                }
                Instant now = intake.now();
                Instant heard = frame == null ? now.minus(silence) : now;
                upTo = heard.isAfter(upTo) ? heard : upTo;
                intake.advance(trades.position(upTo));
            }
        }
    }

    /** A pair may be quiet for as long as its socket may; longer than that the position is not behind. */
    @Override
    public Duration freshness() {
        return Duration.ofSeconds(60);
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        try (Socket socket = connect(intake)) {
            subscribe(socket, List.of(), List.of("BTC-USD"));
            return host() + (socket.next(CHECK) == null ? " answers, and is quiet" : " answers");
        }
    }

    private Socket connect(Intake intake) throws SourceFailure, IOException, InterruptedException {
        try {
            return environment.web().connect(settings.uri("/"), Map.of());
        } catch (HandshakeRefused e) {
            throw Refusals.of(e.answer(), host(), HINT, intake.clock());
        }
    }

    private String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    private static List<String> pairs(List<String> symbols) {
        return symbols.stream().filter(symbol -> PAIR.matcher(symbol).matches()).toList();
    }

    private static List<String> subscribe(Socket socket, List<String> before, List<String> wanted)
            throws IOException, InterruptedException {
        List<String> gone =
                before.stream().filter(pair -> !wanted.contains(pair)).toList();
        List<String> added =
                wanted.stream().filter(pair -> !before.contains(pair)).toList();
        if (!gone.isEmpty()) {
            socket.send(message("unsubscribe", gone));
        }
        if (!added.isEmpty()) {
            socket.send(message("subscribe", added));
        }
        return wanted;
    }

    private static String message(String type, List<String> pairs) {
        return new String(
                Json.bytes(Json.object(Map.of("type", type, "product_ids", pairs, "channels", List.of("matches")))),
                StandardCharsets.UTF_8);
    }

    /** Which trades of each pair were seen. */
    private static final class Trades {
        private static final String BEFORE_SUBSCRIPTION = "last_match";

        /** More trades of a pair than are done in a day: an id that is so far ahead is of another count. */
        private static final long MOST_LOST = 10_000_000;

        private final Instant begin;
        private final Map<String, Long> last = new HashMap<>();
        private final Map<String, Instant> lastAt = new HashMap<>();
        /** The newest times of trades, by the exchange's clock. */
        private final Map<String, Instant> tradedAt = new HashMap<>();

        Trades(Position from) {
            begin = from.upTo();
            from.cursors().forEach((pair, id) -> last.put(pair, Long.parseLong(id)));
        }

        /** Forgets all but {@code pairs}, which are subscribed to at {@code now}. */
        void follow(List<String> pairs, Instant now) {
            last.keySet().retainAll(pairs);
            lastAt.keySet().retainAll(pairs);
            tradedAt.keySet().retainAll(pairs);
            if (Duration.between(begin, now).compareTo(Intake.SHORTEST_GAP) <= 0) {
                last.keySet().forEach(pair -> lastAt.putIfAbsent(pair, begin));
            }
        }

        void take(byte[] payload, Intake intake) throws SourceFailure {
            JsonNode message;
            try {
                message = Json.parse(payload);
            } catch (UnreadableException e) {
                intake.land(Channel.QUOTES, "matches", payload);
                return;
            }
            String type = Json.text(message, "type");
            if ("error".equals(type)) {
                throw SourceFailure.unreachable(
                        "Coinbase says: " + UnreadableException.excerpt(message.toString()), null);
            }
            if (!"match".equals(type) && !BEFORE_SUBSCRIPTION.equals(type)) {
                intake.skipped(1);
                return;
            }
            if (isNew(message, BEFORE_SUBSCRIPTION.equals(type), intake)) {
                intake.land(Channel.QUOTES, "matches", payload);
            }
        }

        private boolean isNew(JsonNode message, boolean isBeforeSubscription, Intake intake) {
            String pair = Json.text(message, "product_id");
            Long id = Json.number(message, "trade_id");
            if (pair == null || id == null) {
                return true;
            }
            Long before = last.get(pair);
            Instant now = intake.now();
            Instant told = time(message, now);
            Instant newest = tradedAt.getOrDefault(pair, begin);
            boolean startsAnew = before != null && id < before && told.isAfter(newest);
            if (before == null ? isBeforeSubscription : id <= before && !startsAnew) {
                return false;
            }
            tradedAt.put(pair, told.isAfter(newest) ? told : newest);
            Instant seen = lastAt.put(pair, now);
            if (seen != null && before != null && id > before + 1 && id - before <= MOST_LOST) {
                intake.lostOf(pair, seen, now, "Trades of " + pair + " that did not come: " + (id - before - 1));
            }
            last.put(pair, id);
            return true;
        }

        /** When a trade was done, but not after {@code now}; the beginning of time if that cannot be read. */
        private static Instant time(JsonNode message, Instant now) {
            try {
                Instant time = Instant.parse(String.valueOf(Json.text(message, "time")));
                return time.isAfter(now) ? now : time;
            } catch (DateTimeException e) {
                return Instant.MIN;
            }
        }

        Position position(Instant upTo) {
            Map<String, String> cursors = new HashMap<>();
            last.forEach((pair, id) -> cursors.put(pair, Long.toString(id)));
            return new Position(upTo, cursors);
        }
    }
}
