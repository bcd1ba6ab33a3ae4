package io.tickvox.sources.reddit;

import io.tickvox.sources.internal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a page of a listing lies. A few of its things may have numbers or times far out of order, so neither its first nor
 * its last thing is believed alone.
 *
 * @param names fullnames by their number
 * @param times when things were written, oldest first
 */
record PageMarks(NavigableMap<Long, String> names, List<Instant> times) {
    private static final int RADIX = 36;

    /** Seconds since 1970 that no thing is written at or after. */
    private static final double LATEST = 1e11;

    static PageMarks of(List<JsonNode> things) {
        NavigableMap<Long, String> names = new TreeMap<>();
        List<Instant> times = new ArrayList<>();
        for (JsonNode thing : things) {
            String name = Json.text(thing.path("data"), "name");
            long number = name == null ? -1 : number(name);
            if (name != null && number >= 0) {
                names.put(number, name);
            }
            double seconds = thing.path("data").path("created_utc").asDouble(0);
            if (seconds > 0 && seconds < LATEST) {
                times.add(Instant.ofEpochSecond((long) seconds));
            }
        }
        Collections.sort(times);
        return new PageMarks(names, times);
    }

    /** The number in a fullname such as {@code t1_d4y8bdp}: the later, the higher; -1 if it is none. */
    static long number(String fullname) {
        String id = fullname.substring(fullname.indexOf('_') + 1);
        return id.matches("[0-9a-z]{1,11}") ? Long.parseLong(id, RADIX) : -1;
    }

    /** Fullname that only a tenth of the page is newer than; null if the page has none. */
    @Nullable
    String newest() {
        List<String> ordered = List.copyOf(names.values());
        return ordered.isEmpty() ? null : ordered.get(ordered.size() - 1 - ordered.size() / 10);
    }

    /** Time that only a quarter of the page is older than; null if the page tells none. */
    @Nullable
    Instant oldestAt() {
        return times.isEmpty() ? null : times.get(times.size() / 4);
    }

    /**
     * Whether a quarter of the page is not newer than what is known.
     *
     * @param number of the newest thing known; negative if none is
     * @param since what was written before it is known, if no number is
     */
    boolean reach(long number, Instant since) {
        if (number < 0) {
            Instant oldest = oldestAt();
            return oldest != null && oldest.isBefore(since);
        }
        List<Long> ordered = List.copyOf(names.keySet());
        return !ordered.isEmpty() && ordered.get(ordered.size() / 4) <= number;
    }
}
