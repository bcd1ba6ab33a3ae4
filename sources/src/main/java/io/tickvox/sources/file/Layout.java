package io.tickvox.sources.file;

import io.tickvox.model.Envelope;

/** What a line holds: the source, stream and content type of its envelope. */
enum Layout {
    /** One post object of X API v1.1. */
    POST('p', "x", "v1.1", Envelope.JSON),
    /** A page of posts of X API v2: {@code data} is an array. */
    PAGE('s', "x", "search", Envelope.JSON),
    /** An object of X API v2's filtered stream: {@code data} is one post. */
    STREAMED('o', "x", "stream", Envelope.JSON),
    /** One row of daily prices below its header. */
    DAILY_PRICE('d', "file", "prices-daily", Envelope.CSV);

    private final char code;
    private final String source;
    private final String stream;
    private final String contentType;

    Layout(char code, String source, String stream, String contentType) {
        this.code = code;
        this.source = source;
        this.stream = stream;
        this.contentType = contentType;
    }

    /** The layout whose {@link #code} is {@code code}. */
    static Layout ofCode(int code) {
        for (Layout layout : values()) {
            if (layout.code == code) {
                return layout;
            }
        }
        throw new IllegalArgumentException("Invalid layout " + code);
    }

    /** Stands for it in a sorted run; ASCII. */
    int code() {
        return code;
    }

    String source() {
        return source;
    }

    String stream() {
        return stream;
    }

    String contentType() {
        return contentType;
    }
}
