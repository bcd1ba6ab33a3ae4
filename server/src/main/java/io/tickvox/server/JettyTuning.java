package io.tickvox.server;

import io.javalin.config.JettyConfig;
import io.tickvox.model.ErrorCode;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What Jetty does apart from Javalin: which addresses it takes, and what it says of those it refuses. */
final class JettyTuning {
    private JettyTuning() {}

    static void apply(JettyConfig jetty) {
        jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            // A post's id may be an address, with slashes that arrive encoded.
            http.setUriCompliance(UriCompliance.from(Set.of(UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR)));
        });
        jetty.modifyServletContextHandler(JettyTuning::allowEncodedSlashes);
        jetty.modifyServer(server -> server.setErrorHandler(JettyTuning::refuse));
    }

    private static void allowEncodedSlashes(ServletContextHandler context) {
        context.getServletHandler().setDecodeAmbiguousURIs(true);
    }

    /** Answers a request that is no HTTP, or one that Jetty itself refuses. */
    private static boolean refuse(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Responses.JSON);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        boolean ours = response.getStatus() >= 500;
        response.write(
                true,
                ByteBuffer.wrap(Json.bytes(new ApiError(
                        (ours ? ErrorCode.INTERNAL : ErrorCode.INVALID_ARGUMENT).name(),
                        ours
                                ? "Cannot answer: a fault in Tickvox; see its log"
                                : "Invalid request: expected what /docs describes"))),
                callback);
        return true;
    }
}
