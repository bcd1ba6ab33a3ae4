package io.tickvox.text;

/*
 * A word is hashed eight units at a time, lowest first, the last padded with zeros. A character of ASCII is a unit of its
 * code; any other is two, the first of them with its highest bit set.
 */

/** 64-bit hashes of words and of sequences of them. */
final class Hash {
    static final long SEED = 0x243F6A8885A308D3L;

    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final int CHUNK_BITS = 64;

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

    /** The hash of a word of at most eight units. */
    static long ofChunk(long chunk) {
        return finish(absorb(SEED, chunk));
    }

    /** The hash of a word's first letters, of at most eight units; its upper bits are well spread, its lower ones are not. */
    static long ofStem(long chunk) {
        return chunk * PRIME;
    }

    /** The hash of a word of which {@code state} has {@link #absorb absorbed} all units. */
    static long finish(long state) {
        long h = state * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 32;
    }

    /** {@code state}, at first {@link #SEED}, with eight more units of a word. */
    static long absorb(long state, long chunk) {
        long h = (state ^ chunk) * PRIME;
        return h ^ h >>> 32;
    }

    /** The hash that the tokenizer gives to a cashtag of {@code symbol}, in any case. */
    static long symbol(String symbol) {
        OfWord hash = new OfWord();
        for (int i = 0; i < symbol.length(); i++) {
            hash.add(CharClass.lower(symbol.charAt(i)));
        }
        return hash.value();
    }

    /** The hash that the tokenizer gives to {@code word}, which must be one lower-case word. */
    static long word(String word) {
        OfWord hash = new OfWord();
        for (int i = 0; i < word.length(); i++) {
            hash.add(word.charAt(i));
        }
        return hash.value();
    }

    /** A word's hash, character by character. */
    static final class OfWord {
        private long state;
        private long chunk;
        private int bits;

        OfWord() {
            clear();
        }

        void clear() {
            state = SEED;
            chunk = 0;
            bits = 0;
        }

        void add(char c) {
            if (c < 0x80) {
                unit(c);
            } else {
                unit(0x80 | c >>> 8);
                unit(c & 0xFF);
            }
        }

        private void unit(int unit) {
            chunk |= (long) unit << bits;
            bits += Byte.SIZE;
            if (bits == CHUNK_BITS) {
                state = absorb(state, chunk);
                chunk = 0;
                bits = 0;
            }
        }

        /** The hash of what was added so far. */
        long value() {
            return finish(bits == 0 && state != SEED ? state : absorb(state, chunk));
        }

        /** {@link #ofStem} of what was added so far. */
        long stem() {
            return state == SEED ? ofStem(chunk) : ofStem(state);
        }
    }
}
