package io.tickvox.app.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key with the value that holds for it.
 *
 * @param text the value as it was written; null if the key has none
 * @param origin where it was written
 */
public record Setting<T>(ConfigKey<T> key, @Nullable String text, Origin origin) {
    private static final String MASK = "********";
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=|//[^/@?]*:)[^&@/?]*(?=@|&|$)");

    /** The value as it may be shown: a secret is masked, and so is a password inside an address. */
    public @Nullable String shown() {
        if (text == null) {
            return null;
        }
        return key.secret() ? MASK : PASSWORD.matcher(text).replaceAll("$1" + MASK);
    }

    /** Whether nobody has set it. */
    public boolean isDefault() {
        return origin.equals(Origin.DEFAULT);
    }

    @Override
    public String toString() {
        return key.name() + "=" + shown() + " (" + origin + ")";
    }
}
