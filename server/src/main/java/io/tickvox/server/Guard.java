package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands before every answer: the headers that keep a browser to this origin, and on a loopback address a check of the
 * {@code Host} header, so that no site can reach it through a name of its own that resolves to this machine.
 */
final class Guard {
    /** The one style that a script brings: that of the charts' attribution logo (lightweight-charts 5.2). */
    private static final String CHART_STYLE = "'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='";

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' " + CHART_STYLE
            + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final boolean loopback;

    Guard(String host) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.loopback = isLoopback(host);
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin");
        if (loopback && !isOwn(context.header("Host"))) {
            throw new TickvoxException(
                    ErrorCode.FORBIDDEN,
                    "Invalid host: expected localhost; to serve other names, listen on an address that is not loopback");
        }
    }

    private boolean isOwn(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int colon = header.lastIndexOf(':');
        String name = (colon > header.lastIndexOf(']') ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || name.equals(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
