package io.tickvox.app.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

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

    /** The format of this name in any case. */
    static Format of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + name + "': expected one of table, json, ndjson, csv"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
