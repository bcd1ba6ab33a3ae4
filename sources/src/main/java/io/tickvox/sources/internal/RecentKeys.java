package io.tickvox.sources.internal;

import io.tickvox.sources.internal.Fingerprints.Fingerprint;
import java.util.LinkedHashSet;
import java.util.Set;

/** The last keys of many, so that what comes again is known; of each only 128 bits are kept, however long it is. */
public final class RecentKeys {
    private final int kept;
    private final Set<Fingerprint> keys = new LinkedHashSet<>();
    private final Fingerprints fingerprints = new Fingerprints();

    /** @param kept how many are remembered */
    public RecentKeys(int kept) {
        this.kept = kept;
    }

    /** False if it is among the last. */
    public boolean add(String key) {
        if (!keys.add(fingerprints.of(key))) {
            return false;
        }
        if (keys.size() > kept) {
            keys.remove(keys.iterator().next());
        }
        return true;
    }

    public boolean contains(String key) {
        return keys.contains(fingerprints.of(key));
    }
}
