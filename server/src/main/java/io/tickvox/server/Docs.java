package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API's description: for machines as it stands, for people as a page made from it. */
final class Docs {
    private final byte[] document = resource("openapi.json");
    private final byte[] style = resource("docs.css");
    private final byte[] page = new DocsPage(document).html();

    void addTo(RoutesConfig routes) {
        routes.get("/openapi.json", context -> answer(context, Responses.JSON, document));
        routes.get("/docs.css", context -> answer(context, "text/css; charset=utf-8", style));
        routes.get("/docs", context -> answer(context, "text/html; charset=utf-8", page));
    }

    private static void answer(Context context, String type, byte[] body) {
        context.header("Cache-Control", "no-cache").contentType(type).result(body);
    }

    static byte[] resource(String name) {
        try (InputStream in = Docs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Cannot find resource '" + name + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
