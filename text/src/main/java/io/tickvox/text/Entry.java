package io.tickvox.text;

import java.util.List;

/**
 * A listing with what the linker needs of it.
 *
 * @param flags a sum of the constants here
 * @param ambiguous names that mean something else too, so that they need evidence
 * @param reason the reason of a link by cashtag
 */
record Entry(Listing listing, int flags, List<String> ambiguous, String reason) {
    /** A company or fund that people speak of often. */
    static final int PROMINENT = 1;
    /** No longer listed. */
    static final int FORMER = 2;
    /** The symbol is a common word or slang, and needs a {@code $}. */
    static final int WORD = 4;
    /** A fund, or a security whose name another has: its name is not looked for unless it is long. */
    static final int FUND = 8;
    /** The symbol in upper case hardly ever means anything else, and needs no {@code $}. */
    static final int SURE = 16;

    /** Another symbol has taken its place at some time; known of what {@link SymbolDirectory#find(long)} finds alone. */
    static final int SUCCEEDED = 32;
    /** How many bits the flags take. */
    static final int FLAG_BITS = 6;

    Entry(Listing listing, int flags, List<String> ambiguous) {
        this(listing, flags, List.copyOf(ambiguous), "cashtag $" + listing.symbol());
    }

    String symbol() {
        return listing.symbol();
    }

    /** Whether what {@link SymbolDirectory#find(long)} found has this flag. */
    static boolean is(int found, int flag) {
        return (found & flag) != 0;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }
}
