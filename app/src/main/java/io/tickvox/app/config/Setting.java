package io.tickvox.app.config;

import org.jspecify.annotations.Nullable;

/**
 * A key with the value that holds for it.
 *
 * @param text the value as it was written; null if the key has none
 * @param origin where it was written
 */
public record Setting<T>(ConfigKey<T> key, @Nullable String text, Origin origin) {
    private static final String MASK = "********";

    /** The value as it may be shown: a secret is masked. */
    public @Nullable String shown() {
        return text != null && key.secret() ? MASK : text;
    }

    @Override
    public String toString() {
        return key.name() + "=" + shown() + " (" + origin + ")";
    }
}
