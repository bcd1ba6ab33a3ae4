package io.tickvox.bench;

import io.tickvox.app.runtime.Stack;

/**
 * Raw posts produced into the broker at full speed until the bars in PostgreSQL hold all: producer, broker, job and database
 * together on this machine, the job at default settings with the shipped linker and scorer.
 */
public final class EndToEnd {
    private static final long TARGET = 150_000;

    private EndToEnd() {}

    /** @param args see {@link BenchOptions} */
    public static void main(String[] args) throws Exception {
        BenchOptions options = BenchOptions.parse(args);
        Report.conditions(options);
        try (Workbench bench = Workbench.open(options);
                Stack stack = bench.start();
                BarWatch bars = BarWatch.open(stack.databaseAddress())) {
            Report.step("Measuring the baseline");
            PlainKafka plain = new PlainKafka(stack.kafkaAddress());
            plain.produceAndConsume(bench.baselinePosts(), options.warmUp());
            Usage baseline = plain.produceAndConsume(bench.baselinePosts(), options.posts());
            Report.step("Warming up");
            bench.land(stack.landing(), options.warmUp());
            bars.awaitExactly(bench.posts().mentions());
            Report.step("Measuring");
            Usage measured;
            try (Meter meter = Meter.start()) {
                bench.land(stack.landing(), options.posts());
                bars.awaitExactly(bench.posts().mentions());
                measured = meter.read(options.posts());
            }
            Report.comparison("end to end", measured, baseline, TARGET);
        }
    }
}
