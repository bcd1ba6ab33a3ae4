package io.tickvox.sources.live;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source's way to its API: made when the source first runs, since its budgets are the intake's, and kept from then on.
 *
 * @param <T> the API
 */
public final class OncePerIntake<T> {
    private final Function<Intake, T> maker;
    private @Nullable T made;

    public OncePerIntake(Function<Intake, T> maker) {
        this.maker = maker;
    }

    /** The one that was made for the first {@code intake}. */
    public T of(Intake intake) {
        T known = made;
        if (known == null) {
            known = maker.apply(intake);
            made = known;
        }
        return known;
    }
}
