package io.tickvox.sources.internal;

import java.util.LinkedHashSet;
import java.util.Set;

/** The last keys of many, so that what comes again is known. */
public final class RecentKeys {
    private final int kept;
    private final Set<String> keys = new LinkedHashSet<>();

    /** @param kept how many are remembered */
    public RecentKeys(int kept) {
        this.kept = kept;
    }

    /** False if it is among the last. */
    public boolean add(String key) {
        if (!keys.add(key)) {
            return false;
        }
        if (keys.size() > kept) {
            keys.remove(keys.iterator().next());
        }
        return true;
    }

    public boolean contains(String key) {
        return keys.contains(key);
    }
}
