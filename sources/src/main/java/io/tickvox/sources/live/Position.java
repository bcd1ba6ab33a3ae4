package io.tickvox.sources.live;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * How far a source has come: where its history ends and its live part goes on.
 *
 * @param upTo all that the source said until then has been seen
 * @param cursors the API's own marks, by what they are of, for example a ticker
 */
public record Position(Instant upTo, Map<String, String> cursors) {
    public Position {
        Objects.requireNonNull(upTo, "upTo");
        cursors = Map.copyOf(cursors);
    }

    /** Nothing seen yet; {@code from} is when to begin. */
    public static Position startingAt(Instant from) {
        return new Position(from, Map.of());
    }

    public Optional<String> cursor(String of) {
        return Optional.ofNullable(cursors.get(of));
    }

    public Position withUpTo(Instant newUpTo) {
        return new Position(newUpTo, cursors);
    }

    public Position withCursor(String of, String cursor) {
        Map<String, String> changed = new TreeMap<>(cursors);
        changed.put(of, cursor);
        return new Position(upTo, changed);
    }

    /** This position as JSON, for {@link #parse}. */
    public String text() {
        return new String(
                Json.bytes(Json.object(Map.of("up_to", upTo.toString(), "cursors", cursors))),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    /** What {@link #text} wrote; empty if {@code text} is something else. */
    public static Optional<Position> parse(String text) {
        try {
            JsonNode root = Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Map<String, String> cursors = new TreeMap<>();
            root.path("cursors")
                    .properties()
                    .forEach(entry ->
                            cursors.put(entry.getKey(), entry.getValue().asString()));
            return Optional.of(new Position(Instant.parse(root.path("up_to").asString("")), cursors));
        } catch (UnreadableException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
