package io.tickvox.text;

/**
 * Tells texts that repeat each other but for links, names addressed, case, punctuation and emoji. Cashtags and numbers
 * count: another ticker or another target is another statement.
 */
public final class NearCopy {
    private static final int MIN_WORDS = 5;
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private NearCopy() {}

    /** Equal for near-copies; 0 where the text has fewer than five words beside cashtags, names and links. */
    public static long fingerprint(String text) {
        long hash = OFFSET;
        int words = 0;
        int at = afterRepostMark(text);
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            if (!isLeftOut(text, at, end)) {
                long before = hash;
                hash = add(hash, text, at, end);
                words += hash != before && text.charAt(at) != '$' ? 1 : 0;
            }
            at = end;
        }
        return words < MIN_WORDS ? 0 : hash == 0 ? 1 : hash;
    }

    private static int afterRepostMark(String text) {
        if (!text.startsWith("RT @")) {
            return 0;
        }
        int colon = text.indexOf(':');
        return colon > 0 && colon < 24 ? colon + 1 : 0;
    }

    private static boolean isLeftOut(String text, int start, int end) {
        return text.charAt(start) == '@'
                || text.startsWith("http://", start)
                || text.startsWith("https://", start)
                || text.charAt(end - 1) == '…';
    }

    private static long add(long hash, String text, int start, int end) {
        long h = hash;
        for (int i = start; i < end; i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (Character.isLetterOrDigit(c) || c == '$' || c == '%' || c == '-' || c == '+') {
                h = (h ^ c) * PRIME;
            }
        }
        return h == hash ? h : (h ^ ' ') * PRIME;
    }
}
