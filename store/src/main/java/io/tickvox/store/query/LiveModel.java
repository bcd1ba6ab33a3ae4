package io.tickvox.store.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a model does on live posts, by their authors' own tags, against how it did when it was made.
 *
 * @param model name and version
 * @param total over all of {@code days}
 * @param reference on tagged posts that it was not trained on, from its making; null if that is not known
 * @param days newest first
 */
public record LiveModel(
        String model, Agreement total, @Nullable Agreement reference, List<Day> days) {
    /** Fewer posts of a tag tell nothing. */
    static final int ENOUGH = 30;

    private static final double Z = 1.959964;

    public LiveModel {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(total, "total");
        days = List.copyOf(days);
    }

    /** A day's agreement. */
    public record Day(LocalDate day, Agreement agreement) {}

    /** Whether the model still does what it did when it was made. */
    public enum State {
        /** There are fewer than 30 posts of a tag. */
        TOO_FEW,
        /** It is not known how the model did. */
        NO_REFERENCE,
        STEADY,
        /** It does better, beyond what chance explains. */
        ABOVE,
        /** It does worse, beyond what chance explains. */
        BELOW
    }

    /**
     * Change of the balanced accuracy since the model was made, with its 95 % interval.
     *
     * @param value above 0 for the better
     */
    public record Drift(double value, double low, double high) {}

    /** Null unless there are enough posts and a reference. */
    public @Nullable Drift drift() {
        Agreement before = reference;
        Double now = total.balancedAccuracy();
        Double then = before == null ? null : before.balancedAccuracy();
        if (before == null || now == null || then == null || !isEnough()) {
            return null;
        }
        double value = now - then;
        double half = Z * Math.sqrt(total.variance() + before.variance());
        return new Drift(value, value - half, value + half);
    }

    public State state() {
        if (!isEnough()) {
            return State.TOO_FEW;
        }
        Drift drift = drift();
        if (drift == null) {
            return State.NO_REFERENCE;
        } else if (drift.high() < 0) {
            return State.BELOW;
        }
        return drift.low() > 0 ? State.ABOVE : State.STEADY;
    }

    private boolean isEnough() {
        return total.bullish() >= ENOUGH && total.bearish() >= ENOUGH;
    }
}
