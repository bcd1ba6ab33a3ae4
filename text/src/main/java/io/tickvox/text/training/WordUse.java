package io.tickvox.text.training;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How often given names, of one to four words, occur in texts, and how often in lower case: names that also occur in lower
 * case are words that mean other things.
 */
final class WordUse {
    private static final int MAX_WORDS = 4;

    private record Count(int[] lowerAndAll) {}

    private final Map<String, Count> counts = new HashMap<>();

    WordUse(Collection<String> names) {
        names.forEach(name -> counts.put(key(name), new Count(new int[2])));
    }

    void count(String text) {
        String[] words = text.replace("'s", "").split("[^A-Za-z&$#@]+");
        for (int i = 0; i < words.length; i++) {
            StringBuilder phrase = new StringBuilder();
            for (int n = 0; n < MAX_WORDS && i + n < words.length && !words[i].isEmpty(); n++) {
                phrase.append(n == 0 ? "" : " ").append(words[i + n]);
                String exact = phrase.toString();
                Count count = counts.get(exact.toLowerCase(Locale.ROOT));
                if (count != null) {
                    count.lowerAndAll()[0] += Character.isLowerCase(exact.charAt(0)) ? 1 : 0;
                    count.lowerAndAll()[1]++;
                }
            }
        }
    }

    int lower(String name) {
        return Objects.requireNonNull(counts.get(key(name))).lowerAndAll()[0];
    }

    int all(String name) {
        return Objects.requireNonNull(counts.get(key(name))).lowerAndAll()[1];
    }

    private static String key(String name) {
        return String.join(" ", name.toLowerCase(Locale.ROOT).replace("'s", "").split("[^a-z&]+"));
    }
}
