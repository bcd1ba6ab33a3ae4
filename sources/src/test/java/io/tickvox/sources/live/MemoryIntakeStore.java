package io.tickvox.sources.live;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A store that outlives the intake, as a database does. */
public final class MemoryIntakeStore implements IntakeStore {
    private final Map<String, Map<String, String>> remembered = new HashMap<>();
    private final Map<String, CoverageGap> gaps = new TreeMap<>();
    private final Map<String, SourceReport> reports = new TreeMap<>();
    private final Map<String, Instant> kept = new HashMap<>();
    private final Set<String> authors = new HashSet<>();
    private final Set<String> authorsAsked = new HashSet<>();
    private String refused = "";

    @Override
    public synchronized Map<String, String> recall(String source) {
        return Map.copyOf(remembered.getOrDefault(source, Map.of()));
    }

    @Override
    public synchronized void remember(String source, Map<String, String> values) {
        if (source.equals(refused)) {
            throw new TickvoxException(ErrorCode.POSTGRES_UNAVAILABLE, "It is not taken");
        }
        remembered.computeIfAbsent(source, ignored -> new HashMap<>()).putAll(values);
    }

    @Override
    public synchronized List<CoverageGap> openGaps(String source) {
        return gaps.values().stream()
                .filter(gap -> gap.source().equals(source) && gap.end() == null)
                .toList();
    }

    private static String key(CoverageGap gap) {
        return gap.start() + " " + gap.source() + " " + gap.symbol();
    }

    @Override
    public synchronized void write(Collection<CoverageGap> written) {
        written.forEach(gap -> gaps.put(key(gap), gap));
    }

    @Override
    public synchronized void remove(Collection<CoverageGap> removed) {
        removed.forEach(gap -> gaps.remove(key(gap)));
    }

    @Override
    public synchronized void report(Collection<SourceReport> given) {
        given.forEach(report -> reports.put(report.source(), report));
    }

    @Override
    public synchronized Set<String> keptPosts(String source, Collection<String> ids) {
        return ids.stream().filter(kept::containsKey).collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<String> keptAuthors(String source, Collection<String> ids) {
        authorsAsked.addAll(ids);
        return ids.stream().filter(authors::contains).collect(Collectors.toSet());
    }

    @Override
    public synchronized Map<String, Instant> keptSince(String source, Instant from) {
        Map<String, Instant> since = new HashMap<>(kept);
        since.values().removeIf(at -> at.isBefore(from));
        return since;
    }

    /** From now on nothing of {@code source} is remembered. */
    public synchronized void refuse(String source) {
        refused = source;
    }

    /** Whether anybody has asked for posts of {@code author}. */
    public synchronized boolean wasAsked(String author) {
        return authorsAsked.contains(author);
    }

    /** From now on a post of {@code author} is kept. */
    public synchronized void keep(String id, String author, Instant writtenAt) {
        kept.put(id, writtenAt);
        authors.add(author);
    }

    public synchronized void clear() {
        remembered.clear();
        gaps.clear();
        reports.clear();
        kept.clear();
        authors.clear();
    }

    public synchronized List<CoverageGap> gaps() {
        return List.copyOf(gaps.values());
    }

    /** All that is kept, to look for what must not be. */
    public synchronized String everything() {
        return remembered + " " + gaps + " " + reports;
    }
}
