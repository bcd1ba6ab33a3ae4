package io.tickvox.sources.live;

import io.tickvox.sources.net.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a source's options. Shows none of them: some are secret.
 *
 * @param values by option's name; those that are not set are absent
 */
public record SourceSettings(Map<String, String> values) {
    public SourceSettings {
        values = Map.copyOf(values);
    }

    public Optional<String> find(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** The value of an option that is required or has a default. */
    public String text(String option) {
        return find(option).orElseThrow(() -> new IllegalArgumentException("No value for option " + option));
    }

    public Secret secret(String option) {
        return new Secret(text(option));
    }

    /** The address of {@code option} with {@code pathAndQuery} after it. */
    public URI uri(String option, String pathAndQuery) {
        String base = text(option);
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }

    /** The API's address with {@code pathAndQuery} after it. */
    public URI uri(String pathAndQuery) {
        return uri(SourceOption.BASE_URL, pathAndQuery);
    }

    @Override
    public String toString() {
        return "SourceSettings" + values.keySet();
    }
}
