package io.tickvox.sources.net;

/**
 * A credential. Never shown: its text is masked.
 *
 * @param value the credential itself
 */
public record Secret(String value) {
    /** What stands for a secret wherever it would be shown. */
    public static final String MASK = "********";

    @Override
    public String toString() {
        return MASK;
    }
}
