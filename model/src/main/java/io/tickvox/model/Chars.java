package io.tickvox.model;

/** Strings as arrays, to be gone through: reading a string's units one by one checks its bounds and its coding each time. */
public final class Chars {
    private static final int KEPT = 4_096;
    private static final ThreadLocal<char[]> OWN = ThreadLocal.withInitial(() -> new char[KEPT]);

    private Chars() {}

    /** The UTF-16 units of {@code text}, and what else is behind them; valid until the calling thread asks for another text's. */
    public static char[] of(String text) {
        int n = text.length();
        char[] chars = n <= KEPT ? OWN.get() : new char[n];
        text.getChars(0, n, chars, 0);
        return chars;
    }
}
