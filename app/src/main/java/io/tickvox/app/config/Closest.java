package io.tickvox.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The nearest of some known words to one that was mistyped. */
public final class Closest {
    private Closest() {}

    /** The known word with the fewest slips from {@code word}, if there are at most a third as many as it has letters. */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int bound = Math.max(1, wanted.length() / 3);
        return known.stream()
                .filter(candidate -> slips(wanted, candidate.toLowerCase(Locale.ROOT)) <= bound)
                .min(Comparator.comparingInt((String candidate) -> slips(wanted, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code : did you mean 'x'?} or nothing, to end a message with. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(found -> ": did you mean '" + found + "'?").orElse("");
    }

    /**
     * Letters to insert, drop, replace or swap with their neighbour (optimal string alignment distance; Boytsov,
     * "Indexing methods for approximate dictionary searching", 2011).
     */
    static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, d[i - 2][j - 2] + 1);
                }
                d[i][j] = least;
            }
        }
        return d[a.length()][b.length()];
    }
}
