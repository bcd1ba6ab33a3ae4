package io.tickvox.app.config;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The value of every key, all of them valid. Made by {@link ConfigLoader}. */
public final class Config {
    private final Map<String, Setting<?>> settings;

    Config(Map<String, Setting<?>> settings) {
        this.settings = settings;
    }

    /** All settings in the catalogue's order. */
    public Collection<Setting<?>> settings() {
        return settings.values();
    }

    /** The key's value; {@code INVALID_CONFIG} if it has none. */
    public <T> T value(ConfigKey<T> key) {
        return optional(key)
                .orElseThrow(() -> new TickvoxException(
                        ErrorCode.INVALID_CONFIG,
                        "Cannot find a value for " + key.name() + ": set it with " + key.flag()
                                + " or in tickvox.yaml"));
    }

    /** The key's value, if it has one. */
    public <T> Optional<T> optional(ConfigKey<T> key) {
        return Optional.ofNullable(setting(key).text()).map(key.type()::parse);
    }

    /** The key's value and where it was set. */
    @SuppressWarnings("unchecked") // the loader keeps each setting under its own key's name
    public <T> Setting<T> setting(ConfigKey<T> key) {
        Setting<?> setting = settings.get(key.name());
        if (setting == null) {
            throw new IllegalArgumentException("Unknown key '" + key.name() + "'");
        }
        return (Setting<T>) setting;
    }
}
