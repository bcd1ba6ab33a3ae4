package io.tickvox.sources.live;

import java.util.List;
import java.util.Objects;

/**
 * What a source is.
 *
 * @param name in settings, envelopes and tables
 * @param covers what it brings
 * @param follows for people: what it takes in
 * @param options its settings
 * @param howToGetKey for people: where to get what the required options ask for; empty if nothing is required
 */
public record SourceInfo(String name, Coverage covers, String follows, List<SourceOption> options, String howToGetKey) {
    public SourceInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(covers, "covers");
        Objects.requireNonNull(follows, "follows");
        Objects.requireNonNull(howToGetKey, "howToGetKey");
        options = List.copyOf(options);
    }

    /** As this, but bringing {@code newCovers}. */
    public SourceInfo withCovers(Coverage newCovers) {
        return new SourceInfo(name, newCovers, follows, options, howToGetKey);
    }

    /** Whether it serves without any key. */
    public boolean isKeyless() {
        return options.stream().noneMatch(SourceOption::required);
    }

    /**
     * Whether a source can run.
     *
     * @param lack for people: what is missing and where to get it; empty if nothing is
     */
    public record Readiness(String lack) {
        public boolean isReady() {
            return lack.isEmpty();
        }
    }

    /** Whether it can run with {@code settings}. */
    public Readiness readiness(SourceSettings settings) {
        List<SourceOption> missing = missing(settings);
        return new Readiness(missing.isEmpty() ? "" : Missing.words(this, missing));
    }

    /** The required options that {@code settings} lack. */
    public List<SourceOption> missing(SourceSettings settings) {
        return options.stream()
                .filter(option ->
                        option.required() && settings.find(option.name()).isEmpty())
                .toList();
    }
}
