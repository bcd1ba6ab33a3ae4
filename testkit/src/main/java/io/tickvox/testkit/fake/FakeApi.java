package io.tickvox.testkit.fake;

import java.net.URI;

/** An API on loopback: what it is served by, and how it is reached. */
public interface FakeApi extends AutoCloseable {
    FakeServer server();

    /** Its address. */
    default URI uri() {
        return server().uri("http");
    }

    @Override
    default void close() {
        server().close();
    }
}
