package io.tickvox.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints what was measured. */
final class Report {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Report() {}

    static void conditions(BenchOptions options) {
        OUT.printf(
                Locale.ROOT,
                "%,d posts after %,d to warm up, %,.0f a second of their own time; Java %s, %d cores, heap %,d MiB%n",
                options.posts(),
                options.warmUp(),
                options.perSecond(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    static void step(String text) {
        OUT.println(text);
    }

    /** @param target posts/s to reach */
    static void comparison(String name, Usage measured, Usage baseline, long target) {
        OUT.println(baseline.line("baseline: plain Kafka, Jackson"));
        OUT.println(measured.line(name));
        OUT.printf(
                Locale.ROOT,
                "ratio to the baseline: %.2f of its posts/s, %.2f times its CPU; target %,d posts/s: %s%n",
                measured.postsPerSecond() / baseline.postsPerSecond(),
                measured.cpuMicrosPerPost() / baseline.cpuMicrosPerPost(),
                target,
                measured.postsPerSecond() >= target ? "reached" : "not reached");
    }
}
