package io.tickvox.pipeline.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings of which a stream holds few different ones (sources, tickers, languages), so that each is made once and not
 * anew for each record. A fixed number of places; a string that comes upon another in its place takes it. For one thread.
 */
final class Names {
    private static final ThreadLocal<Names> OF_THREAD = ThreadLocal.withInitial(Names::new);
    private static final int PLACES = 4_096;
    private static final int LONGEST = 32;

    private final byte[] @Nullable [] keys = new byte[PLACES][];
    private final @Nullable String[] values = new String[PLACES];
    private final byte[] buffer = new byte[LONGEST];

    static Names ofThread() {
        return OF_THREAD.get();
    }

    /** Where to put the bytes of a string of {@code length}; null if it is too long to be kept. */
    byte @Nullable [] buffer(int length) {
        return length <= LONGEST ? buffer : null;
    }

    /** The string whose UTF-8 bytes are the first {@code length} of the buffer. */
    String take(int length) {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        byte[] key = keys[place];
        String value = values[place];
        if (key != null && value != null && Arrays.equals(key, 0, key.length, buffer, 0, length)) {
            return value;
        }
        String made = new String(buffer, 0, length, StandardCharsets.UTF_8);
        keys[place] = Arrays.copyOf(buffer, length);
        values[place] = made;
        return made;
    }
}
