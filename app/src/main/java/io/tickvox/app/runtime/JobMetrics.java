package io.tickvox.app.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What the job inside this process counts. Flink makes the reporter itself, from a class name, so the metrics of the one
 * cluster that a process runs are kept in one place for all.
 */
final class JobMetrics {
    private static final Map<Metric, Entry> ENTRIES = new ConcurrentHashMap<>();

    private JobMetrics() {}

    /**
     * A metric with where it belongs.
     *
     * @param operator the operator's name; empty for a metric of a task or of the job
     * @param task the task's name; empty for a metric of the job
     * @param group names of the groups that the operator itself added, with dots
     */
    record Entry(String name, String operator, String task, String group, Metric metric) {
        /** The metric's value; not-a-number if it is none. */
        double value() {
            if (metric instanceof Counter counter) {
                return counter.getCount();
            } else if (metric instanceof Meter meter) {
                return meter.getRate();
            } else if (metric instanceof Gauge<?> gauge) {
                try {
                    return gauge.getValue() instanceof Number number ? number.doubleValue() : Double.NaN;
                } catch (RuntimeException e) {
                    return Double.NaN;
                }
            }
            return Double.NaN;
        }
    }

    /** All metrics of this name. */
    static Stream<Entry> named(String name) {
        return ENTRIES.values().stream().filter(entry -> entry.name().equals(name));
    }

    /** All metrics. */
    static Stream<Entry> all() {
        return ENTRIES.values().stream();
    }

    /** Sum over all instances of the metric; 0 if there is none. */
    static long sum(String name) {
        return (long) named(name)
                .mapToDouble(Entry::value)
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    /** The value of the metric's only instance, or of any of them. */
    static Optional<Double> any(String name) {
        return named(name)
                .map(Entry::value)
                .filter(value -> !Double.isNaN(value))
                .findAny();
    }

    /** Makes Flink's end of it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new Reporter();
        }
    }

    private static final class Reporter implements MetricReporter {
        @Override
        public void open(MetricConfig config) {
            ENTRIES.clear();
        }

        @Override
        public void close() {
            ENTRIES.clear();
        }

        @Override
        public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
            Map<String, String> variables = group.getAllVariables();
            String[] scope = group.getScopeComponents();
            ENTRIES.put(
                    metric,
                    new Entry(
                            name,
                            variables.getOrDefault("<operator_name>", ""),
                            variables.getOrDefault("<task_name>", ""),
                            scope.length == 0 ? "" : scope[scope.length - 1],
                            metric));
        }

        @Override
        public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
            ENTRIES.remove(metric);
        }
    }
}
