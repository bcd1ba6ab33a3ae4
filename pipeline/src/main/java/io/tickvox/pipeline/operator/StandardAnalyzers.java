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
 * @param lines a user's file of symbols; empty if there is none
 */
public record StandardAnalyzers(List<Listing> added, List<String> lines) implements AnalyzerFactory {
    public StandardAnalyzers {
        added = List.copyOf(added);
        lines = List.copyOf(lines);
    }

    /** Of the securities that ship and those of a user's file. */
    public static StandardAnalyzers withFile(List<String> lines) {
        return new StandardAnalyzers(List.of(), lines);
    }

    /** Of the securities that ship and {@code added}. */
    public static StandardAnalyzers withListings(List<Listing> added) {
        return new StandardAnalyzers(added, List.of());
    }

    @Override
    public Analyzer create() {
        if (added.isEmpty() && lines.isEmpty()) {
            return StandardAnalyzer.shipped();
        }
        SymbolDirectory directory = SymbolDirectory.shipped();
        directory = added.isEmpty() ? directory : directory.with(added);
        return StandardAnalyzer.of(lines.isEmpty() ? directory : directory.withLines(lines));
    }
}
