package io.tickvox.bench;

import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.Normalised;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a landed record to a post. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParseBenchmark {
    private final Mapper mapper = Mappers.standard();
    private final EnvelopeCodec codec = new EnvelopeCodec();
    private int next;

    /** The whole of it: what the job does for each post. */
    @Benchmark
    public void parse(SamplePosts posts, Blackhole hole) {
        Consumer<Normalised> out = hole::consume;
        mapper.map(posts.envelope(next++), "", out);
    }

    /** The envelope written and read again. */
    @Benchmark
    public Envelope envelope(SamplePosts posts) {
        return codec.decode(codec.encode(posts.envelope(next++)));
    }
}
