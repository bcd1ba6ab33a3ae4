package io.tickvox.sources.net;

import java.io.IOException;

/** A server that answered the opening of a stream with no success. */
public final class StreamRefused extends IOException {
    private final transient Answer answer;

    StreamRefused(String host, Answer answer) {
        super(host + " answers " + answer.status() + " instead of a stream");
        this.answer = answer;
    }

    /** The answer, whole. */
    public Answer answer() {
        return answer;
    }
}
