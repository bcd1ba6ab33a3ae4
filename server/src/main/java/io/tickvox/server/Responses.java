package io.tickvox.server;

import io.javalin.http.Context;
import java.util.zip.CRC32;

/** How answers are written. */
final class Responses {
    static final String JSON = "application/json";

    private Responses() {}

    /** {@code body} as JSON that no cache may keep. */
    static void json(Context context, Object body) {
        context.header("Cache-Control", "no-store").contentType(JSON).result(Json.bytes(body));
    }

    /** {@code body} as JSON with a tag of what it says; nothing but status 304 where the client has just that. */
    static void tagged(Context context, Object body) {
        byte[] bytes = Json.bytes(body);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        String tag = "W/\"" + Long.toHexString(crc.getValue()) + '-' + Integer.toHexString(bytes.length) + '"';
        context.header("Cache-Control", "no-cache").header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(JSON).result(bytes);
        }
    }
}
