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
import io.tickvox.sources.live.UnknownSymbols;
import io.tickvox.sources.net.HandshakeRefused;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Coinbase Exchange's feed of trades. It replays nothing but the last trade before a subscription, so what was traded during
 * an outage is a gap. Each pair has a heartbeat a second, so a feed on which nothing comes has stalled, whatever its socket
 * answers.
 */
final class CoinbaseSource implements LiveSource {
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]{2,10}-(USD|USDT|USDC|EUR|GBP|BTC)");
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** How often pairs that are not known may have become worth asking for again. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final String HINT = "The feed asks for no key: try another network";

    private final SourceSettings settings;
    private final SourceEnvironment environment;
    private final UnknownSymbols unknown = new UnknownSymbols();

    CoinbaseSource(SourceSettings settings, SourceEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        if (pairs(intake.symbols(), intake.now()).isEmpty()) {
            throw noPair();
        }
        follow(from, intake);
    }

    private SourceFailure noPair() {
        return SourceFailure.idle(
                "no pair such as BTC-USD is among the tickers: add one to symbols" + unknown.words(), PAUSE);
    }

    private void follow(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        CoinbaseTrades trades = new CoinbaseTrades(from);
        Instant upTo = from.upTo();
        Duration silence = environment.web().settings().silence();
        try (Socket socket = connect(intake)) {
            CoinbaseSubscription subscription = new CoinbaseSubscription(socket, unknown);
            List<String> symbols = List.of();
            List<String> followed = List.of();
            Instant askedAt = Instant.MIN;
            boolean isRefused = false;
            String words = "";
            long idle = 0;
            while (true) {
                Instant now = intake.now();
                if (symbols != intake.symbols() || isRefused || askedAt.isBefore(now.minus(ASK_AGAIN))) {
                    symbols = intake.symbols();
                    askedAt = now;
                    followed = pairs(symbols, now);
                    if (followed.isEmpty()) {
                        throw noPair();
                    }
                    trades.follow(followed, now);
                    subscription.want(followed);
                }
                Socket.Frame frame = socket.next(IDLE);
                idle = frame == null ? idle + 1 : 0;
                if (IDLE.multipliedBy(idle).compareTo(silence) > 0) {
                    throw new IOException("Neither trades nor heartbeats from " + host() + " for "
                            + IDLE.multipliedBy(idle).toSeconds() + " s");
                }
                Instant heard = intake.now();
                isRefused = frame != null && take(frame.bytes(), subscription, trades, intake);
                String before = words;
                words = subscription.isComplete() ? words(followed) : before;
                if (!words.equals(before)) {
                    intake.complete(heard, words);
                }
                upTo = frame != null && heard.isAfter(upTo) ? heard : upTo;
                if (!words.isEmpty()) {
                    intake.advance(trades.position(upTo));
                }
            }
        }
    }

    private String words(List<String> followed) {
        return "trades of " + String.join(", ", followed) + unknown.words();
    }

    /** Takes a message; gives whether Coinbase has refused some of the pairs. */
    private static boolean take(byte[] payload, CoinbaseSubscription subscription, CoinbaseTrades trades, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        JsonNode message;
        try {
            message = Json.parse(payload);
        } catch (UnreadableException e) {
            intake.land(Channel.QUOTES, CoinbaseTrades.STREAM, payload);
            return false;
        }
        String type = String.valueOf(Json.text(message, "type"));
        switch (type) {
            case "match", CoinbaseTrades.BEFORE_SUBSCRIPTION -> trades.take(message, payload, intake);
            case "subscriptions" -> subscription.told(message);
            case "error" -> subscription.refused(message, intake.now());
            case "heartbeat" -> {
                // That it came is all it says.
            }
            default -> intake.skipped(1);
        }
        return type.equals("error");
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        try (Socket socket = connect(intake)) {
            socket.send(CoinbaseSubscription.message("subscribe", List.of("BTC-USD")));
            return host() + (socket.next(CHECK) == null ? " answers, and is quiet" : " answers");
        }
    }

    /** A feed counts as stalled after the silence of a dead connection; until then it is not behind. */
    @Override
    public Duration freshness() {
        return Duration.ofSeconds(60);
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

    /** The pairs among {@code symbols}, without those that Coinbase does not know. */
    private List<String> pairs(List<String> symbols, Instant now) {
        return symbols.stream()
                .filter(symbol -> PAIR.matcher(symbol).matches())
                .filter(pair -> !unknown.isLeftAlone(pair, now))
                .distinct()
                .toList();
    }
}
