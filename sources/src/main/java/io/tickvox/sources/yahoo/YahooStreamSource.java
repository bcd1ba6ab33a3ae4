package io.tickvox.sources.yahoo;

import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.HandshakeRefused;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Yahoo's streamer: the last price of each ticker, at most once a second. It replays nothing; where the chart API is followed
 * too, its bars fill what was missed. More than 100 tickers are silently ignored there. It answers pings even when it stands
 * still, so silence while something is traded counts as an end, and before the first price then it does not serve.
 */
final class YahooStreamSource implements LiveSource {
    private static final int MOST_SYMBOLS = 100;
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration CHECK = Duration.ofSeconds(2);
    /** Silence of a dead streamer, while something is traded; a single share may be quiet for a minute. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final SourceSettings settings;
    private final SourceEnvironment environment;

    YahooStreamSource(SourceSettings settings, SourceEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        Duration silence = environment.web().settings().silence();
        boolean hasCharts = environment.enabled().contains(YahooFactory.NAME);
        try (Socket socket = connect(intake)) {
            Instant openedAt = intake.now();
            Instant heardAt = openedAt;
            boolean hasHeard = false;
            List<String> followed = List.of();
            List<String> served = List.of();
            while (true) {
                if (followed != intake.symbols()) {
                    followed = subscribe(socket, followed, intake.symbols());
                }
                Socket.Frame frame = socket.next(IDLE);
                if (frame != null) {
                    intake.land(
                            Channel.QUOTES,
                            new Envelope("yahoo", "streamer", intake.now(), Envelope.JSON, frame.bytes(), null));
                }
                Instant now = intake.now();
                boolean isTraded = isTraded(followed, now);
                if (frame != null) {
                    heardAt = now;
                    hasHeard = true;
                } else if (!isTraded) {
                    heardAt = later(heardAt, now.minus(silence));
                } else if (Duration.between(heardAt, now).compareTo(LIFE) >= 0) {
                    throw new IOException(
                            host() + " answers, but has sent no price for " + LIFE.toSeconds() + " s of trading");
                }
                if (!hasHeard && isTraded) {
                    continue;
                }
                if (served != followed) {
                    served = followed;
                    intake.complete(hasCharts ? from.upTo() : openedAt, words(followed));
                }
                intake.advance(from.withUpTo(later(from.upTo(), heardAt)));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isTraded(List<String> followed, Instant now) {
        return followed.stream().limit(MOST_SYMBOLS).anyMatch(symbol -> TradingHours.areRegular(now, symbol));
    }

    @Override
    public Duration freshness() {
        return LIFE.plusSeconds(30);
    }

    private static String words(List<String> followed) {
        return followed.size() <= MOST_SYMBOLS
                ? "prices of " + followed.size() + " tickers"
                : "prices of the first " + MOST_SYMBOLS + " of " + followed.size() + " tickers";
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        try (Socket socket = connect(intake)) {
            subscribe(socket, List.of(), intake.symbols());
            boolean speaks = socket.next(CHECK) != null;
            return host() + (speaks ? " answers and sends prices" : " answers, and is quiet");
        }
    }

    private Socket connect(Intake intake) throws SourceFailure, IOException, InterruptedException {
        URI uri = settings.uri("/?version=2");
        try {
            return environment.web().connect(uri, Map.of("Origin", "https://finance.yahoo.com"));
        } catch (HandshakeRefused e) {
            throw YahooRefusals.of(e.answer(), host(), intake.clock());
        }
    }

    private String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    /** Follows {@code wanted} instead of {@code before}. */
    private static List<String> subscribe(Socket socket, List<String> before, List<String> wanted)
            throws IOException, InterruptedException {
        List<String> gone = names(before);
        gone.removeAll(names(wanted));
        List<String> added = names(wanted);
        added.removeAll(names(before));
        if (!gone.isEmpty()) {
            socket.send(message("unsubscribe", gone));
        }
        if (!added.isEmpty()) {
            socket.send(message("subscribe", added));
        }
        return wanted;
    }

    private static List<String> names(List<String> symbols) {
        return symbols.stream()
                .limit(MOST_SYMBOLS)
                .map(symbol -> symbol.replace('.', '-'))
                .collect(Collectors.toList());
    }

    private static String message(String what, List<String> names) {
        return new String(Json.bytes(Json.object(Map.of(what, names))), StandardCharsets.UTF_8);
    }
}
