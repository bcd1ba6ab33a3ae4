package io.tickvox.bench;

import io.tickvox.app.config.ConfigLoader;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.ListedMarket;
import io.tickvox.app.runtime.Stack;
import io.tickvox.app.runtime.StackSettings;
import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.PartitionedLanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A data folder to measure on, deleted when closed, and the posts that go into it. */
final class Workbench implements AutoCloseable {
    private static final Instant FIRST_POST = Instant.parse("2014-01-02T14:30:00Z");
    private static final int SYMBOLS = 100;
    private static final int BASELINE_SEED_OFFSET = 1_000_003;

    private final BenchOptions options;
    private final Path folder;
    private final PostGenerator posts;

    private Workbench(BenchOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
        this.posts = generator(options, options.seed());
    }

    static Workbench open(BenchOptions options) throws IOException {
        Path parent = options.dataDir();
        Path folder = parent == null
                ? Files.createTempDirectory("tickvox-bench")
                : Files.createTempDirectory(Files.createDirectories(parent), "tickvox-bench");
        return new Workbench(options, folder);
    }

    private static PostGenerator generator(BenchOptions options, long seed) {
        return new PostGenerator(seed, Symbols.largest(SYMBOLS), FIRST_POST, options.perSecond());
    }

    /** Posts for the baseline: like the others, and not they. */
    PostGenerator baselinePosts() {
        return generator(options, options.seed() + BASELINE_SEED_OFFSET);
    }

    /** The posts that land. */
    PostGenerator posts() {
        return posts;
    }

    Path folder() {
        return folder;
    }

    /** The real stack at default settings, without the web server. */
    Stack start() throws Exception {
        ConfigLoader loader = new ConfigLoader(Map.of(), folder, folder);
        Stack stack = Stack.on(new StackSettings(
                loader.load(Map.of(), null),
                folder,
                DataDir.Kind.REAL,
                "bench",
                false,
                new ListedMarket(),
                Clock.systemUTC()));
        stack.start(address -> {});
        return stack;
    }

    /** Lands {@code count} posts at full speed; all are durable afterwards. */
    void land(PartitionedLanding landing, long count) {
        Clock clock = Clock.systemUTC();
        for (long i = 0; i < count; i++) {
            landing.land(Channel.POSTS, Envelope.json("x", "v1.1", clock.instant(), posts.next()));
        }
        landing.heartbeat(Landing.Channel.POSTS, "x", posts.newest());
        landing.flush();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
