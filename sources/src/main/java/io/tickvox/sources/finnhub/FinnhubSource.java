package io.tickvox.sources.finnhub;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.OncePerIntake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.UnknownSymbols;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finnhub's trades. The socket replays nothing and has no ids: frames land as they come, identical trades included, and what
 * is done while it is closed is lost. How many tickers a plan may follow shows when Finnhub refuses one more; those are
 * asked for as quotes. A key has one socket: a second one closes the first.
 */
final class FinnhubSource implements LiveSource {
    private static final Duration IDLE = Duration.ofMillis(250);
    /** Finnhub pings while nothing is traded; after so many times the silence of a dead connection it does not serve. */
    private static final int SILENCES = 6;
    /** For how long Finnhub may say nothing, and some more: a frame may be late. */
    private static final Duration FRESHNESS = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Pattern LISTED = Pattern.compile("[A-Z]{1,6}([.][A-Z]{1,2})?");

    private final SourceEnvironment environment;
    private final OncePerIntake<FinnhubApi> api;
    private final UnknownSymbols unknown = new UnknownSymbols();
    /** Tickers that the plan may follow, as far as is known. */
    private int most = Integer.MAX_VALUE;

    FinnhubSource(SourceSettings settings, SourceEnvironment environment) {
        this.environment = environment;
        this.api = new OncePerIntake<>(intake -> new FinnhubApi(settings, environment, intake));
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        if (listed(intake.symbols()).isEmpty()) {
            throw noTicker();
        }
        FinnhubApi open = api.of(intake);
        FinnhubQuotes quotes = new FinnhubQuotes(open, unknown);
        Duration silence = environment.web().settings().silence();
        try (Socket socket = open.connect()) {
            Instant openedAt = intake.now();
            Position position = from.withUpTo(later(from.upTo(), openedAt));
            Set<String> followed = new LinkedHashSet<>();
            List<String> symbols = List.of();
            boolean isRefused = false;
            String words = "";
            List<String> wanted = List.of();
            int traded = 0;
            long idle = 0;
            while (true) {
                if (symbols != intake.symbols() || isRefused) {
                    symbols = intake.symbols();
                    isRefused = false;
                    wanted = listed(symbols);
                    if (wanted.isEmpty()) {
                        throw noTicker();
                    }
                    traded = Math.min(most, wanted.size());
                    subscribe(socket, followed, wanted.subList(0, traded));
                    quotes.follow(wanted.subList(0, traded), wanted.subList(traded, wanted.size()));
                }
                String before = words;
                words = words(traded, wanted.size(), quotes.lack());
                if (!words.equals(before)) {
                    intake.complete(openedAt, words);
                }
                Socket.Frame frame = socket.next(IDLE);
                if (frame != null) {
                    position = position.withUpTo(later(position.upTo(), intake.now()));
                    isRefused = take(frame, followed, intake);
                }
                idle = frame == null ? idle + 1 : 0;
                if (IDLE.multipliedBy(idle).compareTo(silence.multipliedBy(SILENCES)) > 0) {
                    throw new IOException("Neither trades nor pings from " + open.socketHost() + " for "
                            + IDLE.multipliedBy(idle).toSeconds() + " s");
                }
                intake.advance(position);
                quotes.step(intake);
            }
        }
    }

    private static SourceFailure noTicker() {
        return SourceFailure.idle("no share such as AAPL is among the tickers: add one to symbols", PAUSE);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private String words(int traded, int wanted, String lack) {
        return "trades of " + tickers(traded)
                + (traded == wanted ? "" : ", as many as the plan allows, and quotes of " + (wanted - traded))
                + (lack.isEmpty() ? "" : "; " + lack)
                + unknown.words();
    }

    private static String tickers(int count) {
        return count + (count == 1 ? " ticker" : " tickers");
    }

    private static List<String> listed(List<String> symbols) {
        return symbols.stream()
                .filter(symbol -> LISTED.matcher(symbol).matches())
                .distinct()
                .toList();
    }

    /** Makes {@code followed} what is wanted. */
    private static void subscribe(Socket socket, Set<String> followed, List<String> wanted)
            throws IOException, InterruptedException {
        for (String gone : new ArrayList<>(followed)) {
            if (!wanted.contains(gone)) {
                socket.send(message("unsubscribe", gone));
                followed.remove(gone);
            }
        }
        for (String symbol : wanted) {
            if (followed.add(symbol)) {
                socket.send(message("subscribe", symbol));
            }
        }
    }

    private static String message(String type, String symbol) {
        return new String(Json.bytes(Json.object(Map.of("type", type, "symbol", symbol))), StandardCharsets.UTF_8);
    }

    /** Lands a frame of trades, and what cannot be read; gives whether one ticker is too many. */
    private boolean take(Socket.Frame frame, Set<String> followed, Intake intake) throws SourceFailure {
        JsonNode root;
        try {
            root = Json.parse(frame.bytes());
        } catch (UnreadableException e) {
            intake.land(Channel.QUOTES, "trades", frame.bytes());
            return false;
        }
        String type = Json.text(root, "type");
        if ("ping".equals(type)) {
            return false;
        }
        String message =
                "error".equals(type) ? String.valueOf(Json.text(root, "msg")).toLowerCase(Locale.ROOT) : "";
        if (message.contains("too many symbols")) {
            most = Math.max(0, Math.min(most, followed.size()) - 1);
            return true;
        }
        if (message.contains("key") || message.contains("token")) {
            throw SourceFailure.refused(
                    "Finnhub does not accept the key. Check sources.finnhub.token at https://finnhub.io/dashboard");
        }
        intake.land(Channel.QUOTES, "trades", frame.bytes());
        return false;
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        FinnhubApi open = api.of(intake);
        open.expectKey();
        return open.restHost() + " answers and takes the key";
    }

    /** What was seen reaches to the last frame, so it may be as old as the silence is long after which the socket is left. */
    @Override
    public Duration freshness() {
        return FRESHNESS;
    }
}
