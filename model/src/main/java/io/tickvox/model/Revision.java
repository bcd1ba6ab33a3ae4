package io.tickvox.model;

/**
 * Orders what was seen of one post: the highest revision counts, whenever it arrives. Writers keep it with the row, since
 * revisions of a post may be written by different tasks.
 *
 * @param version the version's own order
 * @param observedAt when it was seen, in milliseconds since 1970
 * @param content hash of all that it says; decides between two of one moment
 */
public record Revision(long version, long observedAt, long content) implements Comparable<Revision> {
    @Override
    public int compareTo(Revision other) {
        int byVersion = Long.compare(version, other.version);
        if (byVersion != 0) {
            return byVersion;
        }
        int byTime = Long.compare(observedAt, other.observedAt);
        return byTime != 0 ? byTime : Long.compare(content, other.content);
    }
}
