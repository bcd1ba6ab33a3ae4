package io.tickvox.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures parse, link and score, each on one core, and says how they compare to a plain parse in the same run. */
public final class Microbenchmarks {
    private static final String BASELINE = "BaselineBenchmark.jackson";

    private Microbenchmarks() {}

    /** @param args patterns of the benchmarks to run; all if there are none */
    public static void main(String[] args) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        for (String pattern : args) {
            options.include(pattern);
        }
        options.include("BaselineBenchmark");
        if (args.length == 0) {
            options.include("io.tickvox.bench");
        }
        Options settings = options.forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .addProfiler(CpuTime.class)
                .shouldFailOnError(true)
                .build();
        report(new Runner(settings).run(), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    private static void report(Collection<RunResult> results, PrintStream out) {
        double baseline = results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith(BASELINE))
                .mapToDouble(Microbenchmarks::cpuMicros)
                .findFirst()
                .orElse(Double.NaN);
        out.printf(
                Locale.ROOT,
                "%n%-28s %12s %12s %12s %10s%n",
                "benchmark",
                "CPU us/post",
                "wall us/post",
                "posts/s",
                "x baseline");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            double wall = result.getPrimaryResult().getScore();
            double cpu = cpuMicros(result);
            out.printf(
                    Locale.ROOT,
                    "%-28s %12.3f %12.3f %12.0f %10.2f%n",
                    name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                    cpu,
                    wall,
                    1e6 / wall,
                    cpu / baseline);
        }
    }

    private static double cpuMicros(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get(CpuTime.NAME), CpuTime.NAME)
                .getScore();
    }
}
