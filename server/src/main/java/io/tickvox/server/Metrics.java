package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tickvox.model.ErrorCode;
import io.tickvox.store.query.LiveModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Counters and gauges in Prometheus' text format: the JVM, requests by route, errors by code, event streams, and the stack's
 * status as it is when asked.
 */
final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final StatusSource status;
    private final LiveModels models;
    private final MultiGauge components = gauge("tickvox.component.up", "1 while the component serves");
    private final MultiGauge states = gauge("tickvox.source.state", "1 for the state that the source is in");
    private final MultiGauge landed = gauge("tickvox.source.landed", "Payloads landed");
    private final MultiGauge rejected = gauge("tickvox.source.rejected", "Payloads that no mapper could read");
    private final MultiGauge lag = gauge("tickvox.source.lag.seconds", "From a post's creation to its landing");
    private final MultiGauge counters = gauge("tickvox.pipeline.records", "Records by kind");
    private final MultiGauge pipeline = gauge("tickvox.pipeline.state", "Figures of the job");
    private final MultiGauge scorer = gauge("tickvox.scorer.up", "1 while the scorer serves, 0 while its calls fail");
    private final MultiGauge live =
            gauge("tickvox.model.live", "How a model does on posts that their authors tagged, over 30 days");
    private final MultiGauge scores = gauge("tickvox.scorer.posts", "Posts and calls of the scorer by kind");

    Metrics(StatusSource status, LiveModels models) {
        this.status = status;
        this.models = models;
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::scrape);
    }

    /** Counts a request to {@code route} that took {@code millis}. */
    void request(String method, String route, int code, double millis) {
        registry.timer("tickvox.http.requests", "method", method, "route", route, "status", String.valueOf(code))
                .record((long) (millis * 1_000_000), TimeUnit.NANOSECONDS);
    }

    void error(ErrorCode code) {
        registry.counter(
                        "tickvox.errors",
                        "code",
                        code.name(),
                        "category",
                        code.category().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void streamClients(Supplier<Number> clients) {
        Gauge.builder("tickvox.stream.clients", clients)
                .description("Open event streams")
                .register(registry);
    }

    void streamDropped() {
        registry.counter("tickvox.stream.dropped").increment();
    }

    void streamSkipped(long records) {
        registry.counter("tickvox.stream.skipped").increment(records);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    private void scrape(Context context) {
        Status now = status.status();
        components.register(
                rows(
                        now.components(),
                        "component",
                        ComponentStatus::name,
                        component -> component.state() == ComponentStatus.State.UP ? 1 : 0),
                true);
        states.register(
                now.sources().stream()
                        .<MultiGauge.Row<?>>map(source -> MultiGauge.Row.of(
                                Tags.of(
                                        "source",
                                        source.source(),
                                        "state",
                                        source.state().name().toLowerCase(Locale.ROOT)),
                                1))
                        .toList(),
                true);
        landed.register(rows(now.sources(), "source", SourceStatus::source, SourceStatus::landed), true);
        rejected.register(rows(now.sources(), "source", SourceStatus::source, SourceStatus::rejected), true);
        lag.register(rows(now.sources(), "source", SourceStatus::source, source -> seconds(source.lagMs())), true);
        counters.register(
                now.pipeline().counters().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(Tags.of("kind", entry.getKey()), entry.getValue()))
                        .toList(),
                true);
        PipelineStatus job = now.pipeline();
        pipeline.register(
                Stream.of(
                                MultiGauge.Row.of(Tags.of("figure", "lag_seconds"), seconds(job.lagMs())),
                                MultiGauge.Row.of(Tags.of("figure", "lag_records"), job.lagRecords()),
                                MultiGauge.Row.of(Tags.of("figure", "restarts"), job.restarts()),
                                MultiGauge.Row.of(Tags.of("figure", "checkpoint_seconds"), seconds(job.checkpointMs())))
                        .toList(),
                true);
        register(now.scorer());
        registerModels();
        context.header("Cache-Control", "no-store")
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(registry.scrape());
    }

    /** While the database does not answer, its figures are left out and the others told. */
    private void registerModels() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        try {
            for (LiveModels.View model : models.recent()) {
                LiveModel.Drift drift = model.drift();
                figure(rows, model.model(), "posts", (double) model.live().posts());
                figure(rows, model.model(), "accuracy", model.live().accuracy());
                figure(rows, model.model(), "balanced_accuracy", model.live().balancedAccuracy());
                figure(rows, model.model(), "kappa", model.live().kappa());
                figure(rows, model.model(), "drift", drift == null ? null : (Double) drift.value());
                figure(rows, model.model(), "drift_low", drift == null ? null : (Double) drift.low());
                figure(rows, model.model(), "drift_high", drift == null ? null : (Double) drift.high());
            }
        } catch (JdbiException e) {
            rows.clear();
        }
        live.register(rows, true);
    }

    private static void figure(List<MultiGauge.Row<?>> rows, String model, String name, @Nullable Double value) {
        if (value != null) {
            rows.add(MultiGauge.Row.of(Tags.of("model", model, "figure", name), value));
        }
    }

    private void register(@Nullable ScorerStatus now) {
        scorer.register(
                now == null
                        ? List.of()
                        : rows(
                                List.of(now),
                                "scorer",
                                ScorerStatus::name,
                                status -> status.state() == ScorerStatus.State.UP ? 1 : 0),
                true);
        scores.register(
                now == null
                        ? List.of()
                        : now.counts().entrySet().stream()
                                .<MultiGauge.Row<?>>map(
                                        entry -> MultiGauge.Row.of(Tags.of("kind", entry.getKey()), entry.getValue()))
                                .toList(),
                true);
    }

    private static <T> List<MultiGauge.Row<?>> rows(
            List<T> values, String tag, java.util.function.Function<T, String> name, ToDoubleFunction<T> figure) {
        return values.stream()
                .<MultiGauge.Row<?>>map(
                        value -> MultiGauge.Row.of(Tags.of(tag, name.apply(value)), figure.applyAsDouble(value)))
                .toList();
    }

    private static double seconds(@Nullable Long millis) {
        return millis == null ? Double.NaN : millis / 1_000.0;
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
