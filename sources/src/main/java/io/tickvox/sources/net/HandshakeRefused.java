package io.tickvox.sources.net;

import java.io.IOException;

/** A server that answered the opening of a WebSocket with something else. */
public final class HandshakeRefused extends IOException {
    private final transient Answer answer;

    HandshakeRefused(String host, Answer answer) {
        super(host + " answers " + answer.status() + " instead of a socket");
        this.answer = answer;
    }

    /** The answer, without its body. */
    public Answer answer() {
        return answer;
    }
}
