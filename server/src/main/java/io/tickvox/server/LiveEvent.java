package io.tickvox.server;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, ready to be written.
 *
 * @param key what it tells of: an event that waits is replaced by a newer one with the same key
 * @param symbol the ticker that it is about; null if it is for every client
 * @param frame the event's bytes in {@code text/event-stream} (WHATWG HTML, "Server-sent events")
 */
record LiveEvent(Object key, @Nullable String symbol, byte[] frame) {
    /** An event named {@code type} with {@code data} as JSON, which holds no line break. */
    static LiveEvent of(Object key, @Nullable String symbol, String type, Object data) {
        byte[] head = ("event: " + type + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] json = Json.bytes(data);
        byte[] frame = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(json, 0, frame, head.length, json.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return new LiveEvent(key, symbol, frame);
    }

    static LiveEvent comment(String text) {
        return new LiveEvent(text, null, (": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
