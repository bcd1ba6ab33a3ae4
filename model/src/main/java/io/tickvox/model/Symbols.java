package io.tickvox.model;

import java.util.Locale;

/**
 * How tickers are written here: upper case, a share class joined to its company by a dot ({@code BRK.A}).
 *
 * <p>Sources join the class by a dot, a hyphen, a slash, an underscore or a space. Only a single letter after the joint is
 * a class: {@code BTC-USD} and {@code BTC.X} are symbols of their own and stay as they are.
 */
public final class Symbols {
    /** Longest symbol taken from a source, in characters; what is longer is no symbol. */
    public static final int MAX_LENGTH = 32;

    private Symbols() {}

    /**
     * {@code symbol} in Tickvox's form: trimmed, without a leading {@code $}, upper case, class forms joined to a dot. The
     * same object if it already has that form; empty if nothing is left.
     */
    public static String normalise(String symbol) {
        return isNormal(symbol) ? symbol : rewrite(symbol);
    }

    private static boolean isNormal(String symbol) {
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.')) {
                return false;
            }
        }
        return true;
    }

    private static String rewrite(String symbol) {
        String upper = symbol.strip().toUpperCase(Locale.ROOT);
        if (upper.startsWith("$")) {
            upper = upper.substring(1);
        }
        int joint = upper.length() - 2;
        return joint > 0 && isJoint(upper.charAt(joint)) && isLetter(upper.charAt(joint + 1)) && isCompany(upper, joint)
                ? upper.substring(0, joint) + '.' + upper.charAt(joint + 1)
                : upper;
    }

    private static boolean isJoint(char c) {
        return c == '-' || c == '/' || c == '_' || c == ' ';
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isCompany(String symbol, int end) {
        for (int i = 0; i < end; i++) {
            if (!isLetter(symbol.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
