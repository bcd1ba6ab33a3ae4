package io.tickvox.sources;

import io.tickvox.model.Envelope;
import java.time.Instant;

/** Makes payloads durable before anybody parses them. Safe for use by several threads at once. */
public interface Landing extends AutoCloseable {
    /** What a payload is about; each has a topic of its own. */
    enum Channel {
        POSTS,
        QUOTES
    }

    /** Hands {@code envelope} over; blocks while more is in flight than the bound allows. Durable after {@link #flush}. */
    void land(Channel channel, Envelope envelope);

    /** Lands on every partition of {@code channel} that {@code source} has sent all it has up to {@code upTo}. */
    void heartbeat(Channel channel, String source, Instant upTo);

    /** Returns once all that was handed over is durable. */
    void flush();

    @Override
    void close();
}
