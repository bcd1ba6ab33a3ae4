package io.tickvox.bench;

import io.tickvox.app.runtime.EmbeddedKafka;
import io.tickvox.app.runtime.Stack;
import io.tickvox.sources.kafka.KafkaLanding;

/**
 * Posts that have landed before the job starts, until the bars in PostgreSQL hold all. Measured from the first bars seen, so
 * without the start of the stack.
 */
public final class Drain {
    private static final long TARGET = 350_000;

    private Drain() {}

    /** @param args see {@link BenchOptions} */
    public static void main(String[] args) throws Exception {
        BenchOptions options = BenchOptions.parse(args);
        Report.conditions(options);
        try (Workbench bench = Workbench.open(options)) {
            Usage baseline = baselineAndWarmUp(bench, options);
            long before = bench.posts().mentions();
            Report.step("Landing");
            landWithoutJob(bench, options.posts());
            Report.step("Measuring");
            Report.comparison("drain", drain(bench, options, before), baseline, TARGET);
        }
    }

    private static Usage baselineAndWarmUp(Workbench bench, BenchOptions options) throws Exception {
        try (Stack stack = bench.start();
                BarWatch bars = BarWatch.open(stack.databaseAddress())) {
            Report.step("Measuring the baseline");
            PlainKafka plain = new PlainKafka(stack.kafkaAddress());
            plain.consume(bench.baselinePosts(), options.warmUp());
            Usage baseline = plain.consume(bench.baselinePosts(), options.posts());
            Report.step("Warming up");
            bench.land(stack.landing(), options.warmUp());
            bars.awaitExactly(bench.posts().mentions());
            return baseline;
        }
    }

    private static void landWithoutJob(Workbench bench, long posts) {
        EmbeddedKafka broker = EmbeddedKafka.at(bench.folder().resolve("kafka"), 0);
        try (broker) {
            broker.start(message -> {
                throw new IllegalStateException(message);
            });
            try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
                bench.land(landing, posts);
            }
        }
    }

    private static Usage drain(Workbench bench, BenchOptions options, long before) throws Exception {
        try (Stack stack = bench.start();
                BarWatch bars = BarWatch.open(stack.databaseAddress())) {
            long seen = bars.awaitMoreThan(before);
            long all = bench.posts().mentions();
            long left = options.posts() * (all - seen) / (all - before);
            try (Meter meter = Meter.start()) {
                bars.awaitExactly(all);
                return meter.read(left);
            }
        }
    }
}
