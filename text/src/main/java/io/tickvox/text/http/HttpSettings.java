package io.tickvox.text.http;

import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.ClassifierFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the endpoint is and how it is asked.
 *
 * @param token sent as a bearer token; null to send none
 * @param batch texts in one call, at least 1
 * @param timeout for the whole answer of a call
 */
public record HttpSettings(URI endpoint, @Nullable String token, int batch, Duration timeout)
        implements ClassifierFactory {
    private static final long serialVersionUID = 1;

    public HttpSettings {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(timeout, "timeout");
        if (batch < 1) {
            throw new IllegalArgumentException("Invalid batch " + batch + ": expected at least 1");
        }
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public int concurrency(int wanted) {
        return wanted;
    }

    @Override
    public Classifier open() {
        return new HttpClassifier(this);
    }

    @Override
    public String toString() {
        return "HttpSettings[endpoint=" + endpoint + ", batch=" + batch + ", timeout=" + timeout + "]";
    }
}
