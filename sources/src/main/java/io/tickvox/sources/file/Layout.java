package io.tickvox.sources.file;

import io.tickvox.model.Envelope;

/** What a line holds: the source, stream and content type of its envelope. */
enum Layout {
    /** One post object of X API v1.1. */
    POST("x", "v1.1", Envelope.JSON),
    /** A page of posts of X API v2: {@code data} is an array. */
    PAGE("x", "search", Envelope.JSON),
    /** An object of X API v2's filtered stream: {@code data} is one post. */
    STREAMED("x", "stream", Envelope.JSON),
    /** One row of daily prices below its header. */
    DAILY_PRICE("file", "prices-daily", Envelope.CSV);

    private final String source;
    private final String stream;
    private final String contentType;

    Layout(String source, String stream, String contentType) {
        this.source = source;
        this.stream = stream;
        this.contentType = contentType;
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
