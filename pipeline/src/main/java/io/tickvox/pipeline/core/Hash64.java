package io.tickvox.pipeline.core;

import io.tickvox.model.Chars;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash over strings and numbers, stable across machines and versions: FNV-1a over UTF-16 units, finished with
 * the mixer of SplitMix64 (Steele, Lea and Flood, 2014).
 */
final class Hash64 {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long state = OFFSET;

    Hash64 add(@Nullable String text) {
        if (text == null) {
            return add(-1L);
        }
        int n = text.length();
        char[] chars = Chars.of(text);
        long h = state;
        for (int i = 0; i < n; i++) {
            h = (h ^ chars[i]) * PRIME;
        }
        state = h;
        return add(n);
    }

    Hash64 add(long value) {
        state = mix(state ^ value) * PRIME;
        return this;
    }

    long value() {
        return mix(state);
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
