package io.tickvox.sources.x;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Backoff;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.net.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What it means when X does not serve, by its documentation: answers that are no success, and errors within a stream. */
final class XProblems {
    /** After a connection that broke: at once, then slower by a quarter of a second each time. */
    static final Backoff BROKEN = Backoff.linear(Duration.ofMillis(250), Duration.ofSeconds(16));

    private static final Backoff FAILED = Backoff.exponential(Duration.ofSeconds(5), Duration.ofSeconds(320));
    private static final Backoff LIMITED = Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(16));

    private XProblems() {}

    /** X does not give this token the filtered stream, though perhaps recent search. */
    static final class NoStream extends Exception {
        NoStream(String message) {
            super(message);
        }
    }

    /**
     * Why {@code answer}, which is no success, is of no use.
     *
     * @param source whose token it was
     */
    static SourceFailure of(Answer answer, String host, String source, Clock clock) {
        JsonNode problem = problem(answer.body());
        if ("UsageCapExceeded".equals(Json.text(problem, "title"))) {
            return capUsed(problem, host);
        }
        String said = host + " answers " + answer.status() + (answer.body().length == 0 ? "" : ": " + answer.excerpt());
        if (answer.status() == 429) {
            return limited(answer, problem, said, host, clock);
        }
        if (answer.status() == 400) {
            return SourceFailure.refused(
                    said + ". " + (source.equals(XFactory.NAME) ? "Check sources.x.filter" : keyHint(source)));
        }
        if (answer.status() == 402) {
            return SourceFailure.refused(said + ". " + keyHint(source));
        }
        return answer.status() >= 500
                ? SourceFailure.unreachable(said, FAILED)
                : Refusals.of(answer, host, keyHint(source), clock);
    }

    private static String keyHint(String source) {
        return "Check the token sources." + source + ".bearer-token and what its plan allows at https://console.x.com";
    }

    private static SourceFailure capUsed(JsonNode problem, String host) {
        String period = Json.text(problem, "period");
        return SourceFailure.refused(
                host + " says that the " + (period == null ? "" : period.toLowerCase(java.util.Locale.ROOT) + " ")
                        + "cap of posts is used up: wait for the next period, or take a larger plan at https://console.x.com");
    }

    private static SourceFailure limited(Answer answer, JsonNode problem, String said, String host, Clock clock) {
        SourceFailure connection = connection(problem, host);
        if (connection != null) {
            return connection;
        }
        boolean isUsed =
                answer.header("x-rate-limit-remaining").map("0"::equals).orElse(true);
        Optional<Duration> wait = reset(answer, clock);
        return isUsed && wait.isPresent()
                ? SourceFailure.limitedUntil(clock.instant().plus(wait.get()), said)
                : SourceFailure.limited(said, LIMITED);
    }

    /** How long until the API's window ends, by its own clock; empty if it does not say. */
    static Optional<Duration> reset(Answer answer, Clock clock) {
        return answer.header("x-rate-limit-reset")
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Refusals.untilEpoch(answer, Long.parseLong(text), clock))
                .filter(wait -> !wait.isNegative() && wait.compareTo(Duration.ofHours(24)) <= 0);
    }

    /** The error that {@code root}, an object of a stream, ends it with; null if it is none such. */
    static @Nullable SourceFailure inStream(JsonNode root, String host) {
        if (root.has("data")) {
            return null;
        }
        JsonNode error = root.path("errors").isArray() ? root.path("errors").path(0) : root;
        SourceFailure connection = connection(error, host);
        String disconnect = Json.text(error, "disconnect_type");
        if (connection != null || disconnect == null) {
            return connection;
        }
        return SourceFailure.unreachable(
                host + " ended the stream: " + disconnect + detail(error),
                disconnect.equals("ForceDisconnect") ? FAILED : BROKEN);
    }

    private static @Nullable SourceFailure connection(JsonNode error, String host) {
        String issue = Json.text(error, "connection_issue");
        if (issue == null) {
            return null;
        }
        String said = host + " refuses the stream: " + issue + detail(error);
        return issue.equals("TooManyConnections")
                ? SourceFailure.limited(said, LIMITED)
                : SourceFailure.unreachable(said, FAILED);
    }

    private static String detail(JsonNode error) {
        String detail = Json.text(error, "detail");
        return detail == null ? "" : ": " + UnreadableException.excerpt(detail);
    }

    private static JsonNode problem(byte[] body) {
        try {
            return Json.parse(body);
        } catch (UnreadableException e) {
            return tools.jackson.databind.node.MissingNode.getInstance();
        }
    }
}
