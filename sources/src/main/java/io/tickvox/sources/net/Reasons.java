package io.tickvox.sources.net;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says for people why a host could not be talked to; the JDK's own words are kept where they tell more. */
final class Reasons {
    private Reasons() {}

    /**
     * @param host who was asked
     * @param proxy who stood between, as {@code host:port}; empty if nobody
     */
    static String of(Throwable failure, String host, Optional<String> proxy) {
        String next = proxy.map(name -> "the proxy " + name).orElse(host);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "Cannot find the host " + host + ": check the network and its name";
            }
            if (cause instanceof SSLException) {
                return "Cannot trust the connection to " + host + ": " + cause.getMessage();
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return "No connection to " + next + " in time";
            }
        }
        if (failure instanceof ConnectException) {
            return "No connection to " + next + ": it refuses or is not there";
        }
        String message = failure.getMessage();
        return "The connection to " + host
                + proxy.map(name -> " through the proxy " + name).orElse("") + " broke: "
                + (message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message);
    }

    /** As the other, where nothing is known of a proxy. */
    static String of(Throwable failure, String host) {
        return of(failure, host, Optional.empty());
    }
}
