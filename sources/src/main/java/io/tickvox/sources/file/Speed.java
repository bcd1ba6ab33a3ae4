package io.tickvox.sources.file;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;

/**
 * How fast a replay runs.
 *
 * @param factor of real time by the posts' own times, above 0; infinite for as fast as can be
 */
public record Speed(double factor) {
    private static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(factor > 0)) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid speed '" + factor + "': expected max or a factor of real time above 0, for example 60");
        }
    }

    /** As fast as can be. */
    public static Speed max() {
        return MAX;
    }

    /**
     * Reads {@code max} or a factor, as {@code 60} or {@code 60x}.
     *
     * @throws TickvoxException {@link ErrorCode#INVALID_ARGUMENT} for anything else
     */
    public static Speed parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return MAX;
        }
        String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : text;
        try {
            double factor = Double.parseDouble(number);
            if (Double.isFinite(factor) && factor > 0) {
                return new Speed(factor);
            }
        } catch (NumberFormatException e) {
            // Told below, as any other invalid speed.
        }
        throw new TickvoxException(
                ErrorCode.INVALID_ARGUMENT,
                "Invalid speed '" + text + "': expected max or a factor of real time above 0, for example 60");
    }

    public boolean isMax() {
        return Double.isInfinite(factor);
    }
}
