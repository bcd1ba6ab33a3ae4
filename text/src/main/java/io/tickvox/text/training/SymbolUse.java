package io.tickvox.text.training;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often words in upper case stand in texts with a {@code $} and without: symbols that are also words stand without. */
final class SymbolUse {
    private static final Pattern UPPER =
            Pattern.compile("(?<![A-Za-z0-9@#.&-])(\\$?)([A-Z]{1,6}(?:\\.[A-Z])?)(?![A-Za-z0-9&-])");
    private static final int SEEN = 5;
    private static final int SURE_LENGTH = 4;

    private final Map<String, int[]> counts = new HashMap<>();

    void count(String text) {
        Set<String> tagged = new HashSet<>();
        Set<String> bare = new HashSet<>();
        Matcher matcher = UPPER.matcher(text);
        while (matcher.find()) {
            (matcher.group(1).isEmpty() ? bare : tagged).add(matcher.group(2));
        }
        tagged.forEach(symbol -> of(symbol)[0]++);
        bare.removeAll(tagged);
        bare.forEach(symbol -> of(symbol)[1]++);
    }

    private int[] of(String symbol) {
        return counts.computeIfAbsent(symbol, key -> new int[2]);
    }

    /** Whether the symbol in upper case hardly ever means anything else. */
    boolean isSure(String symbol) {
        int[] count = counts.getOrDefault(symbol, new int[2]);
        if (count[0] >= SEEN) {
            return count[1] * (symbol.length() >= SURE_LENGTH ? 1 : symbol.length() == 3 ? 3 : 8) < count[0];
        }
        return symbol.length() >= SURE_LENGTH && count[1] <= count[0];
    }
}
