package io.tickvox.bench;

import io.tickvox.app.runtime.ListedMarket;
import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.Post;
import io.tickvox.pipeline.core.Mentions;
import io.tickvox.sources.Landing;
import io.tickvox.sources.live.CoverageGap;
import io.tickvox.sources.live.IntakeSettings;
import io.tickvox.sources.live.IntakeStore;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.SymbolList;
import io.tickvox.sources.live.Timing;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import io.tickvox.text.Linker;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What it takes to follow a stream of so many records a second: from the socket to the envelope in bytes, as it is handed to
 * Kafka's client. Each source runs, stops, and runs again from where it was. The CPU of the process
 * counts, garbage collection and compilation included, without that of the thread that sends.
 */
public final class SocketIntake {
    private static final Duration POLL = Duration.ofMillis(2);
    private static final double NANOS = 1e9;
    private static final long MOST_TRIES = 30_000;

    private final Predicate<Post> linkable;
    private final Duration warmUp;
    private final Duration measured;
    private final long perSecond;

    private SocketIntake(Predicate<Post> linkable, long perSecond, Duration warmUp, Duration measured) {
        this.linkable = linkable;
        this.perSecond = perSecond;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** @param args records a second, seconds to warm up, seconds to measure */
    public static void main(String[] args) throws InterruptedException {
        long perSecond = args.length > 0 ? Long.parseLong(args[0]) : 5_000;
        Duration warmUp = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 10);
        Duration measured = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 20);
        Linker linker = new ListedMarket().linker();
        SocketIntake bench =
                new SocketIntake(post -> !linker.link(Mentions.document(post)).isEmpty(), perSecond, warmUp, measured);
        Report.step(String.format(
                "%,d records a second for %d s after %d s to warm up; Java %s, %d cores",
                perSecond,
                measured.toSeconds(),
                warmUp.toSeconds(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors()));
        for (Feed feed : Feed.values()) {
            Report.step(bench.run(feed));
        }
    }

    private String run(Feed feed) throws InterruptedException {
        Counting landing = new Counting();
        Memory memory = new Memory();
        try (FeedServer server = new FeedServer(feed, perSecond)) {
            Intakes first = start(feed, server, landing, memory);
            awaitMore(first, 0);
            Thread.sleep(warmUp.toMillis());
            long before = seen(first);
            long cpu = CpuTime.processNanos() - server.cpuNanos();
            long begin = System.nanoTime();
            Thread.sleep(measured.toMillis());
            long records = seen(first) - before;
            cpu = CpuTime.processNanos() - server.cpuNanos() - cpu;
            double seconds = (System.nanoTime() - begin) / NANOS;
            long behind = server.sent() - seen(first);
            first.close();
            long again = System.nanoTime();
            Intakes second = start(feed, server, landing, memory);
            awaitMore(second, seen(second));
            double resumed = (System.nanoTime() - again) / NANOS;
            second.close();
            return String.format(
                    "%-13s %,8.0f records/s %6.1f CPU us/record %5.2f cores %,6d behind at the end; again after %.2f s",
                    feed.factory().info().name(),
                    records / seconds,
                    cpu / 1e3 / Math.max(1, records),
                    cpu / NANOS / seconds,
                    behind,
                    resumed);
        }
    }

    private Intakes start(Feed feed, FeedServer server, Landing landing, IntakeStore memory) {
        Web web = new Web(WebSettings.of("tickvox-bench", ProxySelector.getDefault()));
        IntakeSettings settings = new IntakeSettings(
                landing,
                memory,
                new SourceEnvironment(web, linkable),
                Timing.of(Clock.systemUTC()),
                new SymbolList(List.of("AAPL", "BTC-USD")),
                new Random(1),
                Duration.ZERO);
        return Intakes.start(
                settings, Map.of(feed.factory(), new SourceSettings(feed.settings(server.uri()))), List.of());
    }

    /** Records taken since the source first ran. */
    private static long seen(Intakes intakes) {
        SourceReport report = intakes.reports().get(0);
        return report.landed() + report.skipped();
    }

    private static void awaitMore(Intakes intakes, long than) throws InterruptedException {
        for (long tries = 0; seen(intakes) <= than; tries++) {
            if (tries > MOST_TRIES) {
                throw new IllegalStateException(intakes.reports().get(0).detail());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** Writes envelopes as the landing on Kafka does, and forgets them. */
    private static final class Counting implements Landing {
        private final ThreadLocal<EnvelopeCodec> codecs = ThreadLocal.withInitial(EnvelopeCodec::new);
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public void land(Channel channel, Envelope envelope) {
            bytes.addAndGet(codecs.get().encode(envelope).length);
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant upTo) {
            bytes.incrementAndGet();
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** What outlives the kill. */
    private static final class Memory implements IntakeStore {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public synchronized Map<String, String> recall(String source) {
            return Map.copyOf(values);
        }

        @Override
        public synchronized void remember(String source, Map<String, String> given) {
            values.putAll(given);
        }

        @Override
        public List<CoverageGap> openGaps(String source) {
            return List.of();
        }

        @Override
        public void write(Collection<CoverageGap> gaps) {
            // Not looked at here.
        }

        @Override
        public void remove(Collection<CoverageGap> gaps) {
            // Not looked at here.
        }

        @Override
        public void report(Collection<SourceReport> reports) {
            // Not looked at here.
        }
    }
}
