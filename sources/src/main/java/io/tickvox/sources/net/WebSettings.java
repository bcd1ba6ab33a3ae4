package io.tickvox.sources.net;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.Objects;

/**
 * How APIs are reached.
 *
 * @param userAgent who asks, unless a source says otherwise
 * @param proxies which proxy an address is reached through
 * @param connectTimeout for a connection
 * @param answerTimeout for a whole answer, from the request's start to the body's end
 * @param silence after which a socket or stream on which nothing is heard counts as dead
 */
public record WebSettings(
        String userAgent, ProxySelector proxies, Duration connectTimeout, Duration answerTimeout, Duration silence) {
    public WebSettings {
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(proxies, "proxies");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(answerTimeout, "answerTimeout");
        Objects.requireNonNull(silence, "silence");
    }

    /** Waits 10 s for a connection, 30 s for an answer, 30 s for a sign of life. */
    public static WebSettings of(String userAgent, ProxySelector proxies) {
        return new WebSettings(
                userAgent, proxies, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    public WebSettings withTimeouts(Duration answer, Duration newSilence) {
        return new WebSettings(userAgent, proxies, connectTimeout, answer, newSilence);
    }
}
