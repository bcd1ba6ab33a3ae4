package io.tickvox.app.config;

/** What is wrong with a setting, and where it stands. */
public record Problem(String message, Origin origin) {
    @Override
    public String toString() {
        return message + " (" + origin + ")";
    }
}
