package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.ScorerKeys;
import io.tickvox.pipeline.operator.SharedClassifiers;
import io.tickvox.server.ScorerStatus;
import io.tickvox.text.LinearModel;
import io.tickvox.text.classifier.AsyncClassifier;
import io.tickvox.text.classifier.ClassifierFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scorer that is chosen: made before the job starts, so that what is wrong with it is told at once, and shared with it. */
final class ScorerPart implements AutoCloseable {
    private static final Map<String, String> COUNTS = Map.of(
            "scored", "scored",
            "unscored", "unscored",
            "retries", "score_retries",
            "abandoned", "scores_abandoned",
            "awaited", "scores_awaited",
            "retrying", "scores_retrying");

    private final String name;
    private final SharedClassifiers.@Nullable Lease lease;

    private ScorerPart(String name, SharedClassifiers.@Nullable Lease lease) {
        this.name = name;
        this.lease = lease;
    }

    /** @throws io.tickvox.model.TickvoxException if it cannot be made of its settings */
    static ScorerPart open(Config config) {
        ClassifierFactory chosen = ScorerKeys.classifier(config).orElse(null);
        boolean here = config.value(Keys.FLINK_TARGET).equals("embedded");
        return new ScorerPart(
                chosen == null ? ScorerKeys.LINEAR : chosen.name(),
                chosen == null || !here ? null : SharedClassifiers.lease(chosen, ScorerKeys.policy(config, chosen)));
    }

    ScorerStatus status() {
        SharedClassifiers.Lease held = lease;
        if (held == null) {
            return new ScorerStatus(
                    name,
                    name.equals(ScorerKeys.LINEAR) ? LinearModel.shipped().name() : name,
                    ScorerStatus.State.UP,
                    "",
                    Map.of());
        }
        AsyncClassifier classifier = held.classifier();
        String trouble = classifier.trouble();
        Map<String, Long> counts = new HashMap<>();
        COUNTS.forEach((shown, metric) -> counts.put(shown, JobMetrics.sum(metric)));
        counts.put("calls", classifier.calls());
        counts.put("failures", classifier.failures());
        return new ScorerStatus(
                name,
                classifier.model(),
                ScorerStatus.State.valueOf(classifier.state().name()),
                trouble == null ? "" : trouble,
                counts);
    }

    @Override
    public void close() {
        SharedClassifiers.Lease held = lease;
        if (held != null) {
            held.close();
        }
    }
}
