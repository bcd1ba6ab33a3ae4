package io.tickvox.sources.live;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a source; its key is {@code sources.NAME.OPTION}.
 *
 * @param fallback its value where nobody sets it; null if it then has none
 * @param description what it does, in one sentence
 * @param kind what its value is
 * @param required whether the source cannot run without it
 */
public record SourceOption(String name, @Nullable String fallback, String description, Kind kind, boolean required) {
    /** What values look like. */
    public enum Kind {
        TEXT,
        /** Text that goes into the headers of requests as it is. */
        NAME,
        /** A credential: taken from the environment or from a file, never shown. */
        SECRET,
        /** Address of an API that is asked over HTTP, without a query. */
        ADDRESS,
        /** One such address, or several with commas between them. */
        ADDRESSES,
        /** Address of a WebSocket, without a query. */
        SOCKET,
        /** One address of a WebSocket, or several with commas between them. */
        SOCKETS,
        /** A file. */
        PATH
    }

    /** Name of the option that each API's address has. */
    public static final String BASE_URL = "base-url";

    public SourceOption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(kind, "kind");
    }

    public static SourceOption baseUrl(String fallback, String description) {
        return address(BASE_URL, fallback, description);
    }

    public static SourceOption address(String name, String fallback, String description) {
        return new SourceOption(name, fallback, description, Kind.ADDRESS, false);
    }

    public static SourceOption addresses(String name, String fallback, String description) {
        return new SourceOption(name, fallback, description, Kind.ADDRESSES, false);
    }

    public static SourceOption socket(String name, String fallback, String description) {
        return new SourceOption(name, fallback, description, Kind.SOCKET, false);
    }

    public static SourceOption sockets(String name, String fallback, String description) {
        return new SourceOption(name, fallback, description, Kind.SOCKETS, false);
    }

    public static SourceOption text(String name, @Nullable String fallback, String description) {
        return new SourceOption(name, fallback, description, Kind.TEXT, false);
    }

    public static SourceOption name(String name, String description) {
        return new SourceOption(name, null, description, Kind.NAME, false);
    }

    public static SourceOption path(String name, String description) {
        return new SourceOption(name, null, description, Kind.PATH, false);
    }

    public static SourceOption secret(String name, String description) {
        return new SourceOption(name, null, description, Kind.SECRET, false);
    }

    /** The same option, without which the source cannot run. */
    public SourceOption asRequired() {
        return new SourceOption(name, fallback, description, kind, true);
    }
}
