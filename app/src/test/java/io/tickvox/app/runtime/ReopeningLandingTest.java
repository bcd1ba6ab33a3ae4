package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReopeningLandingTest {
    private static final Envelope ENVELOPE = Envelope.json("x", "stream", Instant.EPOCH, new byte[] {'1'});

    private final List<Breakable> opened = new ArrayList<>();
    private final ReopeningLanding landing = new ReopeningLanding(() -> {
        opened.add(new Breakable());
        return opened.get(opened.size() - 1);
    });

    private static final class Breakable implements Landing {
        private int landed;
        private boolean isBroken;
        private boolean isClosed;

        @Override
        public void land(Channel channel, Envelope envelope) {
            flush();
            landed++;
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant upTo) {
            flush();
        }

        @Override
        public void flush() {
            if (isBroken) {
                throw new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, "Cannot land on Kafka");
            }
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void takesNothingAfterAFailureUntilEverybodyHasBeenTold() {
        landing.land(Landing.Channel.POSTS, ENVELOPE);
        opened.get(0).isBroken = true;

        assertThatThrownBy(() -> landing.land(Landing.Channel.POSTS, ENVELOPE))
                .hasMessageContaining("Cannot land on Kafka");
        assertThatThrownBy(() -> landing.land(Landing.Channel.POSTS, ENVELOPE)).isInstanceOf(TickvoxException.class);
        assertThat(opened).singleElement().satisfies(first -> assertThat(first.isClosed)
                .isTrue());
        assertThatThrownBy(landing::flush).isInstanceOf(TickvoxException.class);

        landing.land(Landing.Channel.POSTS, ENVELOPE);
        landing.flush();
        assertThat(opened).hasSize(2);
        assertThat(opened.get(1).landed).isEqualTo(1);
    }

    @Test
    void closesTheOneThatIsOpen() {
        landing.close();

        assertThat(opened.get(0).isClosed).isTrue();
    }
}
