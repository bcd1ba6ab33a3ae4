package io.tickvox.sources.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps durably what the intake must know after a restart. Safe for use by several threads at once. */
public interface IntakeStore {
    /** All that is remembered of {@code source}, by key. */
    Map<String, String> recall(String source);

    /** Remembers {@code values} of {@code source}, durably on return; other keys stay as they are. */
    void remember(String source, Map<String, String> values);

    /** The gaps of {@code source} that have no end yet. */
    List<CoverageGap> openGaps(String source);

    /** Writes gaps, each over the one of the same source and start. */
    void write(Collection<CoverageGap> gaps);

    /** Removes gaps that were filled after all. */
    void remove(Collection<CoverageGap> gaps);

    /** Writes how sources are. */
    void report(Collection<SourceReport> reports);

    /** Those of the posts {@code ids} of {@code source} that are kept; all where that is not known. */
    default Set<String> keptPosts(String source, Collection<String> ids) {
        return Set.copyOf(ids);
    }

    /** Those of the accounts {@code ids} of {@code source} of which posts are kept; all where that is not known. */
    default Set<String> keptAuthors(String source, Collection<String> ids) {
        return Set.copyOf(ids);
    }

    /** When each of the posts of {@code source} that are kept was written, by id, of those written at {@code from} or after. */
    default Map<String, Instant> keptSince(String source, Instant from) {
        return Map.of();
    }
}
