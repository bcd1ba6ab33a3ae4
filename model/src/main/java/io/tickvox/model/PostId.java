package io.tickvox.model;

import java.util.Objects;

/**
 * Names a post across all sources. Ordered by id as the sources number their posts (shorter numerals first, then by
 * character), then by source, so that the older of two X or StockTwits ids comes first.
 */
public record PostId(String source, String id) implements Comparable<PostId> {
    public PostId {
        Objects.requireNonNull(source, "source");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("Invalid post id '': expected at least one character");
        }
    }

    @Override
    public int compareTo(PostId other) {
        return compare(source, id, other.source, other.id);
    }

    /** The order of {@link #compareTo} without the objects. */
    public static int compare(String sourceA, String idA, String sourceB, String idB) {
        int byLength = Integer.compare(idA.length(), idB.length());
        if (byLength != 0) {
            return byLength;
        }
        int byId = idA.compareTo(idB);
        return byId != 0 ? byId : sourceA.compareTo(sourceB);
    }
}
