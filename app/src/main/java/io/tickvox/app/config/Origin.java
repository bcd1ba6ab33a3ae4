package io.tickvox.app.config;

/**
 * Where a setting's value stands.
 *
 * @param text for people: a flag, an environment variable, a file and line, or {@code default}
 */
public record Origin(String text) {
    static final Origin DEFAULT = new Origin("default");

    static Origin flag(ConfigKey<?> key) {
        return new Origin("flag " + key.flag());
    }

    static Origin environment(String variable) {
        return new Origin("environment " + variable);
    }

    @Override
    public String toString() {
        return text;
    }
}
