package io.tickvox.testkit.fake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param at when, by the server's clock
 * @param path without the query
 * @param query decoded; each name with its values in order
 * @param headers with names in lower case
 */
public record Request(
        Instant at,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {
    /** The first value of a query's parameter; null if it is absent. */
    public @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(0);
    }

    /** A header's value; empty if it is absent. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The fields of a body that is a form. */
    public Map<String, List<String>> form() {
        return decode(body);
    }

    /** The next request of {@code in}; null at its end. */
    static @Nullable Request read(InputStream in, Instant at) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The request ends in its body");
        }
        int mark = parts[1].indexOf('?');
        return new Request(
                at,
                parts[0],
                mark < 0 ? parts[1] : parts[1].substring(0, mark),
                decode(mark < 0 ? "" : parts[1].substring(mark + 1)),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> decode(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(
                                URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                                ignored -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
