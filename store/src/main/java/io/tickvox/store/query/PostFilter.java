package io.tickvox.store.query;

import io.tickvox.model.Label;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which posts about a ticker.
 *
 * @param from first instant; null for no bound
 * @param to first instant no longer wanted; null for no bound
 * @param label only mentions with this label; null for all
 */
public record PostFilter(
        String symbol,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Label label,
        Include include) {
    public PostFilter {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(include, "include");
    }

    /** Which kinds of posts. */
    public enum Include {
        /** Every post. */
        ALL,
        /** Neither reposts nor near-copies. */
        ORIGINALS,
        /** Originals that are not noise: those that a score is the mean of. */
        SCORED;

        private final String id = name().toLowerCase(Locale.ROOT);

        /**
         * The choice of that name, in lower case.
         *
         * @throws IllegalArgumentException naming the possible ones if there is none
         */
        public static Include of(String id) {
            for (Include include : values()) {
                if (include.id.equals(id)) {
                    return include;
                }
            }
            throw new IllegalArgumentException("Invalid include '" + id + "': expected one of "
                    + Arrays.stream(values()).map(value -> value.id).collect(Collectors.joining(", ")));
        }
    }
}
