package io.tickvox.text;

/** 64-bit hashes of words and of sequences of them. */
final class Hash {
    static final long SEED = 0x243F6A8885A308D3L;

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Hash() {}

    /** {@code hash} with one more character. */
    static long step(long hash, char c) {
        return (hash ^ c) * PRIME;
    }

    /** Spreads every bit of {@code hash} over all bits (the finaliser of MurmurHash3). */
    static long mix(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return h ^ (h >>> 33);
    }

    /** The hash of a sequence with one more element; the order matters. */
    static long pair(long first, long second) {
        return mix(first * 31 + second);
    }

    /** The hash that the tokenizer gives to a cashtag of {@code symbol}, in any case. */
    static long symbol(String symbol) {
        long hash = SEED;
        for (int i = 0; i < symbol.length(); i++) {
            hash = step(hash, CharClass.lower(symbol.charAt(i)));
        }
        return mix(hash);
    }

    /** The hash that the tokenizer gives to {@code word}, which must be one lower-case word. */
    static long word(String word) {
        long hash = SEED;
        for (int i = 0; i < word.length(); i++) {
            hash = step(hash, word.charAt(i));
        }
        return mix(hash);
    }
}
