package io.tickvox.store.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that a table is exported in. */
public enum ExportFormat {
    /**
     * RFC 4180 with a header line. Null is an empty field, an empty text {@code ""}; instants are ISO-8601 in UTC with
     * milliseconds; bytes are their text if they are UTF-8, else {@code base64:} and their Base64 form.
     */
    CSV,
    /** One JSON object a line, every column in it; instants and bytes as in {@link #CSV}. */
    NDJSON,
    /** Apache Parquet, zstd; instants are timestamps in UTC of millisecond precision. */
    PARQUET;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name on the command line: lower case. */
    public String id() {
        return id;
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException naming the possible ones if there is none
     */
    public static ExportFormat of(String id) {
        for (ExportFormat format : values()) {
            if (format.id.equals(id)) {
                return format;
            }
        }
        throw new IllegalArgumentException("Invalid format '" + id + "': expected one of "
                + Arrays.stream(values()).map(ExportFormat::id).collect(Collectors.joining(", ")));
    }
}
