package io.tickvox.store.query;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How models do on live posts, by the same definition as view {@code model_live}. */
public final class LiveModelQuery {
    private static final String NEWEST = "select max(created_at) from mention where author_label is not null";
    private static final String SINCE = "select model, day, bullish, bullish_agreed, bearish, bearish_agreed"
            + " from model_agreement(:since) order by day desc, model";

    private final Jdbi jdbi;

    LiveModelQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Each model that judged tagged posts on the last days of the data, the one with the newest first.
     *
     * @param days how many, at least 1, counted back from the newest tagged post
     * @param reference how a model did when it was made; null if that is not known
     */
    public List<LiveModel> models(int days, Function<String, @Nullable Agreement> reference) {
        return jdbi.inTransaction(handle -> {
            OffsetDateTime newest = handle.createQuery(NEWEST)
                    .map((row, context) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                    .one()
                    .orElse(null);
            if (newest == null) {
                return List.of();
            }
            Map<String, List<LiveModel.Day>> byModel = new LinkedHashMap<>();
            handle.createQuery(SINCE)
                    .bind("since", newest.truncatedTo(ChronoUnit.DAYS).minusDays(days - 1L))
                    .map((row, context) -> Map.entry(
                            row.getString("model"),
                            new LiveModel.Day(
                                    row.getObject("day", LocalDate.class),
                                    new Agreement(
                                            row.getLong("bullish"),
                                            row.getLong("bullish_agreed"),
                                            row.getLong("bearish"),
                                            row.getLong("bearish_agreed")))))
                    .forEach(entry -> byModel.computeIfAbsent(entry.getKey(), model -> new ArrayList<>())
                            .add(entry.getValue()));
            return byModel.entrySet().stream()
                    .map(entry -> new LiveModel(
                            entry.getKey(),
                            entry.getValue().stream()
                                    .map(LiveModel.Day::agreement)
                                    .reduce(Agreement.NONE, Agreement::plus),
                            reference.apply(entry.getKey()),
                            entry.getValue()))
                    .sorted(Comparator.comparing(
                                    (LiveModel model) -> model.days().get(0).day())
                            .reversed()
                            .thenComparing(LiveModel::model))
                    .toList();
        });
    }
}
