package io.tickvox.app.config;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param name its name in files and flags: lower case, groups with dots, words with hyphens
 * @param type how its value is written
 * @param fallback its value where nobody sets it, as text; null if it then has none
 * @param description what it does, in one sentence, with units where the type does not give them
 * @param secret whether its value must never be shown
 */
public record ConfigKey<T>(
        String name, ValueType<T> type, @Nullable String fallback, String description, boolean secret) {
    public ConfigKey {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        if (!name.matches("[a-z]+([.-][a-z]+)*")) {
            throw new IllegalArgumentException(
                    "Invalid key '" + name + "': expected lower-case words with '.' or '-' between them");
        }
    }

    static <T> ConfigKey<T> of(String name, ValueType<T> type, String fallback, String description) {
        return new ConfigKey<>(name, type, fallback, description, false);
    }

    static <T> ConfigKey<T> unset(String name, ValueType<T> type, String description) {
        return new ConfigKey<>(name, type, null, description, false);
    }

    static <T> ConfigKey<T> secret(String name, ValueType<T> type, String description) {
        return new ConfigKey<>(name, type, null, description, true);
    }

    /** The environment variable that sets it: {@code TICKVOX_} and the name in capitals with underscores. */
    public String environmentName() {
        return "TICKVOX_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The command-line flag that sets it: {@code --} and the name with hyphens for dots. */
    public String flag() {
        return "--" + name.replace('.', '-');
    }
}
