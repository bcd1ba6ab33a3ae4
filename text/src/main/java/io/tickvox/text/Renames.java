package io.tickvox.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Companies with two symbols, at once or one after the other. */
final class Renames {
    /** @param both whether the other symbol goes on beside the new one */
    private record Rename(String other, @Nullable Instant from, boolean both) {}

    private static final Map<String, List<Rename>> RENAMES = read();
    private static final Map<String, Rename> SUCCESSORS = successors();

    private Renames() {}

    /** The symbol that the name of {@code symbol}'s company stood for at {@code time}; null means now. */
    static String at(String symbol, @Nullable Instant time) {
        if (time != null) {
            for (Rename rename : RENAMES.getOrDefault(symbol, List.of())) {
                if (rename.from() != null && time.isBefore(rename.from())) {
                    return rename.other();
                }
            }
        }
        return symbol;
    }

    /** Whether another symbol took the place of {@code symbol} at some time. */
    static boolean isSucceeded(String symbol) {
        return SUCCESSORS.containsKey(symbol);
    }

    /** The symbol that took the place of {@code symbol} before {@code time}; {@code symbol} itself if none did. */
    static String successor(String symbol, Instant time) {
        Rename successor = SUCCESSORS.get(symbol);
        return successor == null || successor.from() == null || time.isBefore(successor.from())
                ? symbol
                : successor.other();
    }

    /** Whether both are symbols of one company. */
    static boolean isSameCompany(String symbol, String other) {
        return holds(symbol, other) || holds(other, symbol);
    }

    private static boolean holds(String symbol, String other) {
        for (Rename rename : RENAMES.getOrDefault(symbol, List.of())) {
            if (rename.other().equals(other)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Rename> successors() {
        Map<String, Rename> successors = new HashMap<>();
        RENAMES.forEach((symbol, renames) -> renames.stream()
                .filter(rename -> !rename.both())
                .forEach(rename -> successors.put(rename.other(), new Rename(symbol, rename.from(), false))));
        return successors;
    }

    private static Map<String, List<Rename>> read() {
        Map<String, List<Rename>> renames = new HashMap<>();
        for (String line : DirectoryFile.lines("renames.tsv")) {
            String[] fields = line.split("\t", -1);
            Instant from = fields[2].isEmpty()
                    ? null
                    : LocalDate.parse(fields[2]).atStartOfDay(ZoneOffset.UTC).toInstant();
            renames.computeIfAbsent(fields[0], symbol -> new ArrayList<>())
                    .add(new Rename(fields[1], from, fields.length > 3));
        }
        return renames;
    }
}
