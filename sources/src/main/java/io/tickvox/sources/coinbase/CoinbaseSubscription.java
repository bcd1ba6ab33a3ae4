package io.tickvox.sources.coinbase;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.UnknownSymbols;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The pairs that one socket is subscribed to, with the heartbeats of each. Coinbase drops a call whole if one of its pairs is
 * no product: the pair that it names is then not known, and where it names none, each is asked for by a call of its own. The
 * next call is made when the last is answered.
 */
final class CoinbaseSubscription {
    private static final String TRADES = "matches";

    private final Socket socket;
    private final UnknownSymbols unknown;
    private List<String> wanted = List.of();
    private Set<String> followed = Set.of();
    /** What the call that is not answered yet is about. */
    private List<String> asked = List.of();

    private boolean isOneByOne;

    /** @param unknown where pairs are noted that Coinbase does not know */
    CoinbaseSubscription(Socket socket, UnknownSymbols unknown) {
        this.socket = socket;
        this.unknown = unknown;
    }

    /** From now on {@code pairs} are to be followed, and no others. */
    void want(List<String> pairs) throws IOException, InterruptedException {
        List<String> gone = new ArrayList<>(followed);
        gone.addAll(asked);
        gone.removeAll(pairs);
        wanted = List.copyOf(pairs);
        if (!gone.isEmpty()) {
            socket.send(message("unsubscribe", gone));
        }
        ask();
    }

    private void ask() throws IOException, InterruptedException {
        List<String> missing =
                wanted.stream().filter(pair -> !followed.contains(pair)).toList();
        if (asked.isEmpty() && !missing.isEmpty()) {
            asked = isOneByOne ? missing.subList(0, 1) : missing;
            socket.send(message("subscribe", asked));
        }
    }

    /** Whether Coinbase has said that all that is wanted is followed. */
    boolean isComplete() {
        return followed.containsAll(wanted);
    }

    /** Coinbase has said what the socket is subscribed to, all of it. */
    void told(JsonNode message) throws IOException, InterruptedException {
        Set<String> pairs = new HashSet<>();
        for (JsonNode channel : message.path("channels")) {
            if (TRADES.equals(Json.text(channel, "name"))) {
                channel.path("product_ids").forEach(pair -> pairs.add(pair.asString("")));
            }
        }
        followed = pairs;
        pairs.forEach(unknown::remove);
        if (pairs.containsAll(asked)) {
            asked = List.of();
        }
        ask();
    }

    /**
     * Coinbase has refused a call at {@code now}: some of its pairs are not known.
     *
     * @throws SourceFailure if that is not the reason
     */
    void refused(JsonNode message, Instant now) throws SourceFailure {
        String reason = String.valueOf(Json.text(message, "reason"));
        if (asked.isEmpty() || !reason.toLowerCase(Locale.ROOT).contains("product")) {
            throw SourceFailure.unreachable("Coinbase says: " + UnreadableException.excerpt(message.toString()), null);
        }
        List<String> named = asked.size() == 1
                ? asked
                : asked.stream().filter(pair -> names(reason, pair)).toList();
        isOneByOne |= named.isEmpty();
        named.forEach(pair -> unknown.add(pair, now));
        asked = List.of();
    }

    private static boolean names(String reason, String pair) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(pair) + "(?![\\w-])")
                .matcher(reason)
                .find();
    }

    static String message(String type, List<String> pairs) {
        return new String(
                Json.bytes(Json.object(
                        Map.of("type", type, "product_ids", pairs, "channels", List.of(TRADES, "heartbeat")))),
                StandardCharsets.UTF_8);
    }
}
