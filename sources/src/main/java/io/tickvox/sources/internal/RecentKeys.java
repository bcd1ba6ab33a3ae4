package io.tickvox.sources.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The last keys of many, so that what comes again is known; of each only 128 bits are kept, however long it is. */
public final class RecentKeys {
    private record Digest(long high, long low) {}

    private final int kept;
    private final Set<Digest> keys = new LinkedHashSet<>();
    private final MessageDigest digests;

    /** @param kept how many are remembered */
    public RecentKeys(int kept) {
        this.kept = kept;
        try {
            digests = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java has it", e);
        }
    }

    /** False if it is among the last. */
    public boolean add(String key) {
        if (!keys.add(digest(key))) {
            return false;
        }
        if (keys.size() > kept) {
            keys.remove(keys.iterator().next());
        }
        return true;
    }

    public boolean contains(String key) {
        return keys.contains(digest(key));
    }

    private Digest digest(String key) {
        ByteBuffer digest = ByteBuffer.wrap(digests.digest(key.getBytes(StandardCharsets.UTF_8)));
        return new Digest(digest.getLong(), digest.getLong());
    }
}
