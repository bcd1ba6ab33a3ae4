package io.tickvox.app.cli;

/** How a command writes its data. */
public enum Format {
    /** Columns for people. */
    TABLE,
    /** One JSON value: an array of objects, or one object where there can be but one. */
    JSON,
    /** A JSON object a line. */
    NDJSON,
    /** Comma-separated values with a header (RFC 4180, lines end with LF). */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
