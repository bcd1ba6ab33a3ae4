package io.tickvox.app.cli;

import io.tickvox.app.config.ConfigKey;
import java.util.Set;

/** A command that reads settings, and so has a flag for each. */
interface WithSettings {
    /** Settings that make no sense for this command and are not listed in its help. */
    default Set<ConfigKey<?>> hiddenSettings() {
        return Set.of();
    }
}
