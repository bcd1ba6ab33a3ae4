package io.tickvox.text.comprehend;

import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.ClassifierFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which Comprehend is asked and how.
 *
 * @param region for example {@code us-east-1}
 * @param endpoint another address than the region's own; null for that
 * @param accessKeyId with {@code secretAccessKey}, the key to sign with; null to look where all AWS tools look
 * @param language of the texts, as Comprehend names it, for example {@code en}
 * @param timeout for the whole answer of a call
 */
public record ComprehendSettings(
        String region,
        @Nullable URI endpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        String language,
        Duration timeout)
        implements ClassifierFactory {
    private static final long serialVersionUID = 1;

    public ComprehendSettings {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(timeout, "timeout");
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new IllegalArgumentException("Invalid key: expected its id and its secret, or neither");
        }
    }

    @Override
    public String name() {
        return "comprehend";
    }

    @Override
    public int concurrency(int wanted) {
        return wanted;
    }

    @Override
    public Classifier open() {
        return ComprehendClassifier.open(this);
    }

    @Override
    public String toString() {
        return "ComprehendSettings[region=" + region + ", endpoint=" + endpoint + ", language=" + language + "]";
    }
}
