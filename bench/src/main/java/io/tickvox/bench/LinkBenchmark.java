package io.tickvox.bench;

import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.StandardLinker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a post's text to the tickers it speaks of. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LinkBenchmark {
    private final Linker linker = StandardLinker.shipped();
    private int next;

    /** With the linker and the directory that are shipped. */
    @Benchmark
    public List<Link> link(SamplePosts posts) {
        return linker.link(posts.document(next++));
    }

    /** The same for texts of 140 characters as people write them. */
    @Benchmark
    public List<Link> linkWritten(WrittenPosts posts) {
        return linker.link(posts.document(next++));
    }
}
