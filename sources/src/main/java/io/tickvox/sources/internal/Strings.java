package io.tickvox.sources.internal;

/** Strings as records may hold them. */
public final class Strings {
    private static final char REPLACEMENT = '\ufffd';

    private Strings() {}

    /**
     * {@code text} with U+FFFD for what JSON can escape but text cannot hold: NUL, which PostgreSQL refuses, and
     * unpaired surrogates, which UTF-8 has no form for.
     */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            int bad = badAt(text, i);
            if (bad > 0) {
                return replace(text, i);
            }
            if (bad < 0) {
                i++;
            }
        }
        return text;
    }

    private static String replace(String text, int from) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = from; i < clean.length(); i++) {
            int bad = badAt(clean, i);
            if (bad > 0) {
                clean.setCharAt(i, REPLACEMENT);
            } else if (bad < 0) {
                i++;
            }
        }
        return clean.toString();
    }

    /** 1 if the character at {@code i} cannot stay, -1 if it and the next are a pair, 0 otherwise. */
    private static int badAt(CharSequence text, int i) {
        char c = text.charAt(i);
        if (c == 0) {
            return 1;
        }
        if (!Character.isSurrogate(c)) {
            return 0;
        }
        boolean pair =
                Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        return pair ? -1 : 1;
    }
}
