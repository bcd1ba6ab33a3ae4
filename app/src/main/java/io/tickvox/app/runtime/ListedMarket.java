package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.pipeline.operator.StandardAnalyzers;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.text.Linker;
import io.tickvox.text.Listing;
import io.tickvox.text.Scorer;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.StandardLinker;
import io.tickvox.text.SymbolDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The companies listed at the exchanges, and those that the user's file adds. */
public final class ListedMarket implements Market {
    private final List<String> lines;
    private final SymbolDirectory directory;
    private final StandardAnalyzer analyzer;

    /** Without a user's file. */
    public ListedMarket() {
        this(List.of());
    }

    private ListedMarket(List<String> lines) {
        this.lines = List.copyOf(lines);
        this.directory = lines.isEmpty()
                ? SymbolDirectory.shipped()
                : SymbolDirectory.shipped().withLines(lines);
        this.analyzer = StandardAnalyzer.of(directory);
    }

    /** With the file of symbols that is set, if one is. */
    public static ListedMarket of(Config config) {
        return new ListedMarket(lines(config));
    }

    /** The lines of the file of symbols; none if it is not set. */
    private static List<String> lines(Config config) {
        Path file = config.optional(Keys.SYMBOLS_FILE).orElse(null);
        if (file == null) {
            return List.of();
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_NOT_FOUND, "Cannot read '" + file + "', set as symbols-file: " + e.getMessage(), e);
        }
    }

    /** The shipped directory with the user's symbols. */
    public SymbolDirectory directory() {
        return directory;
    }

    /** What links and scores texts. */
    public StandardAnalyzer analyzer() {
        return analyzer;
    }

    @Override
    public List<Listing> listings() {
        return directory.listings();
    }

    @Override
    public Linker linker() {
        return new StandardLinker(directory);
    }

    @Override
    public Scorer scorer() {
        return analyzer.scorer();
    }

    @Override
    public void defineJob(
            StreamExecutionEnvironment environment,
            String brokers,
            String group,
            DatabaseAddress database,
            Config config,
            @Nullable List<String> kept) {
        JobDefinition.define(
                environment, brokers, group, database, config, Watchlist.of(kept), StandardAnalyzers.withFile(lines));
    }
}
