package io.tickvox.server;

import io.tickvox.store.query.Agreement;
import io.tickvox.store.query.LiveModel;
import io.tickvox.store.query.LiveModelQuery;
import io.tickvox.text.ModelReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How models do on posts that their authors tagged, as clients see it; counted anew at most once a minute. */
public final class LiveModels {
    /** Days of the data that are counted where nobody says how many. */
    public static final int DAYS = 30;

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration REST = Duration.ofSeconds(30);

    private final LiveModelQuery query;
    private final Clock clock;
    private @Nullable List<View> known;
    private Instant countedAt = Instant.MIN;
    private @Nullable RuntimeException failure;
    private Instant failedAt = Instant.MIN;

    LiveModels(LiveModelQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    /** All models of the last {@value #DAYS} days, as of a minute ago or later. */
    synchronized List<View> recent() {
        Instant now = clock.instant();
        List<View> last = known;
        if (last == null || countedAt.plus(FRESH).isBefore(now)) {
            last = count(now);
            known = last;
            countedAt = now;
        }
        return last;
    }

    /** A database that is away is asked again after a while only: each try takes as long as a client waits. */
    private List<View> count(Instant now) {
        RuntimeException last = failure;
        if (last != null && failedAt.plus(REST).isAfter(now)) {
            throw last;
        }
        try {
            List<View> counted = views(query, DAYS);
            failure = null;
            return counted;
        } catch (RuntimeException e) {
            failure = e;
            failedAt = clock.instant();
            throw e;
        }
    }

    /** All models of the last {@code days} days of the data. */
    public static List<View> views(LiveModelQuery query, int days) {
        return query.models(days, LiveModels::reference).stream().map(View::of).toList();
    }

    private static @Nullable Agreement reference(String model) {
        return ModelReference.of(model)
                .map(found ->
                        new Agreement(found.bullish(), found.bullishAgreed(), found.bearish(), found.bearishAgreed()))
                .orElse(null);
    }

    /** Figures of some posts; those that cannot be told are null. */
    public record Figures(
            long posts,
            long bullish,
            long bearish,
            @Nullable Double accuracy,
            @Nullable Double bullishRecall,
            @Nullable Double bearishRecall,
            @Nullable Double balancedAccuracy,
            @Nullable Double kappa) {
        static Figures of(Agreement agreement) {
            return new Figures(
                    agreement.posts(),
                    agreement.bullish(),
                    agreement.bearish(),
                    agreement.accuracy(),
                    agreement.bullishRecall(),
                    agreement.bearishRecall(),
                    agreement.balancedAccuracy(),
                    agreement.kappa());
        }
    }

    /** A day's figures. */
    public record Day(LocalDate day, Figures figures) {}

    /**
     * A model.
     *
     * @param reference when it was made; null if that is not known
     * @param drift of the balanced accuracy; null where it cannot be told
     */
    public record View(
            String model,
            LiveModel.State state,
            Figures live,
            @Nullable Figures reference,
            LiveModel.@Nullable Drift drift,
            List<Day> days) {
        static View of(LiveModel model) {
            Agreement reference = model.reference();
            return new View(
                    model.model(),
                    model.state(),
                    Figures.of(model.total()),
                    reference == null ? null : Figures.of(reference),
                    model.drift(),
                    model.days().stream()
                            .map(day -> new Day(day.day(), Figures.of(day.agreement())))
                            .toList());
        }
    }
}
