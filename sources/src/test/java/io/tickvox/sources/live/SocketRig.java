package io.tickvox.sources.live;

import io.tickvox.testkit.fake.FakeApi;
import io.tickvox.testkit.fake.Fault;
import java.time.Duration;
import java.util.Set;

/**
 * A feed over a socket that replays nothing.
 *
 * @param <F> the fake
 */
public abstract class SocketRig<F extends FakeApi> extends FakeRig<F> {
    protected SocketRig(TestTiming timing, SourceFactory factory, F fake) {
        super(timing, factory, fake, Duration.ofMillis(1));
    }

    @Override
    public final boolean replays() {
        return false;
    }

    @Override
    public final Set<Fault> impossible() {
        return Set.of(
                Fault.TRUNCATED_GZIP,
                Fault.LONG_CONTENT_LENGTH,
                Fault.SHORT_CONTENT_LENGTH,
                Fault.WRONG_CLOCK,
                Fault.REORDERED);
    }
}
