package io.tickvox.store.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * A place in a list that is ordered by time, newest first, then by source and id: the last row of the page before. Rows
 * that arrive meanwhile shift nothing.
 */
public record Cursor(Instant at, String source, String id) {
    public Cursor {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(id, "id");
    }

    /** The cursor in a form that fits an address. */
    public String token() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "\n" + source + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The cursor of a token.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cursor of(String token) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", 3);
            if (parts.length == 3 && parts[1].indexOf('\0') < 0 && parts[2].indexOf('\0') < 0) {
                return new Cursor(Instant.parse(parts[0]), parts[1], parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(token, e);
        }
        throw invalid(token, null);
    }

    private static IllegalArgumentException invalid(String token, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "Invalid cursor '" + token + "': expected one that a page before gave", cause);
    }
}
