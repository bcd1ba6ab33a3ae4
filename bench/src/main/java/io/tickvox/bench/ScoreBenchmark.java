package io.tickvox.bench;

import io.tickvox.text.Analysis;
import io.tickvox.text.Analyzer;
import io.tickvox.text.StandardAnalyzer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a post's text to what it says of each ticker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScoreBenchmark {
    private final Analyzer analyzer = StandardAnalyzer.shipped();
    private int next;

    /** Linked and scored, with the linker and the model that are shipped. */
    @Benchmark
    public Analysis analyze(SamplePosts posts) {
        return analyzer.analyze(posts.document(next++));
    }

    /** The same for texts of 140 characters as people write them. */
    @Benchmark
    public Analysis analyzeWritten(WrittenPosts posts) {
        return analyzer.analyze(posts.document(next++));
    }
}
