package io.tickvox.app.cli;

import io.tickvox.server.LiveModels;
import io.tickvox.store.query.LiveModel;
import io.tickvox.store.query.LiveModelQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How models do on live posts, as rows; apart from the command, which every start of the program looks into. */
final class LiveModelRows {
    static final List<String> COLUMNS = List.of(
            "model",
            "day",
            "state",
            "posts",
            "bullish",
            "bearish",
            "accuracy",
            "balanced_accuracy",
            "kappa",
            "reference",
            "drift",
            "drift_low",
            "drift_high");

    private LiveModelRows() {}

    /** Writes a row for each model, and with {@code byDay} one for each of its days. */
    static void write(LiveModelQuery models, int days, boolean byDay, RecordWriter rows) {
        for (LiveModels.View model : LiveModels.views(models, days)) {
            rows.write(row(model));
            if (byDay) {
                model.days()
                        .forEach(day -> rows.write(row(model.model(), day.day().toString(), day.figures())));
            }
        }
    }

    private static Map<String, @Nullable Object> row(LiveModels.View model) {
        Map<String, @Nullable Object> row = row(model.model(), "all", model.live());
        row.put("state", model.state().name().toLowerCase(Locale.ROOT));
        LiveModels.Figures reference = model.reference();
        row.put("reference", reference == null ? null : rounded(reference.balancedAccuracy()));
        LiveModel.Drift drift = model.drift();
        row.put("drift", drift == null ? null : rounded(drift.value()));
        row.put("drift_low", drift == null ? null : rounded(drift.low()));
        row.put("drift_high", drift == null ? null : rounded(drift.high()));
        return row;
    }

    private static Map<String, @Nullable Object> row(String model, String day, LiveModels.Figures figures) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        COLUMNS.forEach(column -> row.put(column, null));
        row.put("model", model);
        row.put("day", day);
        row.put("posts", figures.posts());
        row.put("bullish", figures.bullish());
        row.put("bearish", figures.bearish());
        row.put("accuracy", rounded(figures.accuracy()));
        row.put("balanced_accuracy", rounded(figures.balancedAccuracy()));
        row.put("kappa", rounded(figures.kappa()));
        return row;
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 10_000) / 10_000.0);
    }
}
