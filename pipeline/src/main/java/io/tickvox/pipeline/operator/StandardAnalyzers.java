package io.tickvox.pipeline.operator;

import io.tickvox.text.Analyzer;
import io.tickvox.text.Listing;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.SymbolDirectory;
import java.util.List;

/**
 * Makes the analyzer that ships. A class and no lambda, so that a cluster elsewhere can make one without the jar of whoever
 * lays out the job.
 *
 * @param added securities beside those that ship
 */
public record StandardAnalyzers(List<Listing> added) implements AnalyzerFactory {
    public StandardAnalyzers {
        added = List.copyOf(added);
    }

    /** Of the securities that ship alone. */
    public static StandardAnalyzers shipped() {
        return new StandardAnalyzers(List.of());
    }

    @Override
    public Analyzer create() {
        return added.isEmpty()
                ? StandardAnalyzer.shipped()
                : StandardAnalyzer.of(SymbolDirectory.shipped().with(added));
    }
}
