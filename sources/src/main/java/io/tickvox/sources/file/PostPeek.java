package io.tickvox.sources.file;

import java.nio.charset.StandardCharsets;

/**
 * Looks into a payload of X for what a replay needs, its layout and its time, without parsing it: any bytes will do.
 *
 * <p>It walks strings and brackets only, so that it sees {@code created_at} where it belongs to the post (at the top in v1.1,
 * or within {@code statuses}, within {@code data} in v2) and not to its author or to a post it quotes. A page's time is that of its newest post: a page
 * cannot have been received before.
 */
final class PostPeek {
    private static final byte[] CREATED_AT = "created_at".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USUAL_START = "{\"created_at\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUSES = "statuses".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] META = "meta".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERRORS = "errors".getBytes(StandardCharsets.US_ASCII);

    private static final int NOWHERE = -1;

    private byte[] bytes = {};
    private int at;
    private int depth;
    private long time;
    private Layout layout = Layout.POST;
    private int postDepth;

    /** Looks at {@code payload}; then {@link #time} and {@link #layout} answer for it. */
    void look(byte[] payload) {
        bytes = payload;
        time = EventTimes.NONE;
        layout = Layout.POST;
        postDepth = skipSpace(0) < bytes.length && bytes[skipSpace(0)] == '[' ? 2 : 1;
        depth = 0;
        at = 0;
        if (startsUsually()) {
            int end = stringEnd(USUAL_START.length);
            time = EventTimes.parse(bytes, USUAL_START.length, end);
        } else {
            walk();
        }
    }

    /** When the post was written, in milliseconds since 1970; {@link EventTimes#NONE} if that cannot be read. */
    long time() {
        return time;
    }

    Layout layout() {
        return layout;
    }

    private boolean startsUsually() {
        return bytes.length > USUAL_START.length && matches(0, USUAL_START.length, USUAL_START);
    }

    private void walk() {
        while (at < bytes.length) {
            switch (bytes[at++]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    int start = at;
                    int end = stringEnd(start);
                    at = end + 1;
                    if (skipColon() && key(start, end)) {
                        return;
                    }
                }
                default -> {}
            }
        }
    }

    /** Takes note of the key from {@code start} to {@code end}; true if there is no more to learn. */
    private boolean key(int start, int end) {
        if (depth == 1) {
            if (matches(start, end, DATA)) {
                byte value = at < bytes.length ? bytes[at] : 0;
                layout = value == '{' ? Layout.STREAMED : Layout.PAGE;
                postDepth = value == '{' ? 2 : 3;
                return false;
            }
            if (matches(start, end, STATUSES)) {
                postDepth = 3;
                return false;
            }
            if (layout == Layout.POST && (matches(start, end, META) || matches(start, end, ERRORS))) {
                layout = Layout.PAGE;
            }
            postDepth = layout == Layout.POST ? 1 : NOWHERE;
        }
        if ((depth == postDepth || depth == 1) && matches(start, end, CREATED_AT) && string()) {
            int valueEnd = stringEnd(at + 1);
            time = Math.max(time, EventTimes.parse(bytes, at + 1, valueEnd));
            at = valueEnd + 1;
            if (depth == 1) {
                layout = Layout.POST;
                return true;
            }
        }
        return false;
    }

    private boolean string() {
        return at < bytes.length && bytes[at] == '"';
    }

    /** Whether a colon follows; if so, moves to the value behind it. */
    private boolean skipColon() {
        int ahead = skipSpace(at);
        if (ahead < bytes.length && bytes[ahead] == ':') {
            at = skipSpace(ahead + 1);
            return true;
        }
        return false;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < bytes.length && bytes[i] >= 0 && bytes[i] <= ' ') {
            i++;
        }
        return i;
    }

    /** Index of the quote that ends the string that starts at {@code from}; the payload's length if none does. */
    private int stringEnd(int from) {
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '"') {
                return i;
            }
            if (b == '\\') {
                i++;
            }
        }
        return bytes.length;
    }

    private boolean matches(int start, int end, byte[] text) {
        if (end - start != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[start + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
