package io.tickvox.app.runtime;

import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A landing that outlives failures of the one behind it. After a failure nothing is taken until {@link #flush}, which then
 * opens another and fails once more, so that everybody knows: what was handed over since the last good flush may be lost.
 */
final class ReopeningLanding implements Landing {
    private static final Logger LOG = LoggerFactory.getLogger(ReopeningLanding.class);

    private final Supplier<? extends Landing> opener;
    private volatile @Nullable Landing open;

    ReopeningLanding(Supplier<? extends Landing> opener) {
        this.opener = opener;
        this.open = opener.get();
    }

    @Override
    public void land(Channel channel, Envelope envelope) {
        attempt(landing -> landing.land(channel, envelope));
    }

    @Override
    public void heartbeat(Channel channel, String source, Instant upTo) {
        attempt(landing -> landing.heartbeat(channel, source, upTo));
    }

    @Override
    public void flush() {
        if (open == null) {
            open = opener.get();
            LOG.info("Landing again");
            throw failed(null);
        }
        attempt(Landing::flush);
    }

    private void attempt(Consumer<Landing> work) {
        Landing landing = open;
        if (landing == null) {
            throw failed(null);
        }
        try {
            work.accept(landing);
        } catch (TickvoxException e) {
            drop(landing);
            throw failed(e);
        }
    }

    private synchronized void drop(Landing failed) {
        if (open == failed) {
            open = null;
            failed.close();
        }
    }

    private static TickvoxException failed(@Nullable TickvoxException cause) {
        String message = "Payloads cannot land: " + (cause == null ? "Kafka was away" : cause.getMessage());
        return cause == null
                ? new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, message)
                : new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, message, cause);
    }

    @Override
    public void close() {
        Landing landing = open;
        if (landing != null) {
            landing.close();
        }
    }
}
