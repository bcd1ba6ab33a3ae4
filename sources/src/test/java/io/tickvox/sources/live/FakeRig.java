package io.tickvox.sources.live;

import io.tickvox.testkit.fake.FakeApi;
import io.tickvox.testkit.fake.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A rig over one fake, at which one thing after another is said.
 *
 * @param <F> the fake
 */
public abstract class FakeRig<F extends FakeApi> implements SourceContract.Rig {
    protected final F fake;
    protected final TestTiming timing;
    private final SourceFactory factory;
    private final Duration pace;
    private final List<String> said = new ArrayList<>();

    /** @param pace time between two things */
    protected FakeRig(TestTiming timing, SourceFactory factory, F fake, Duration pace) {
        this.timing = timing;
        this.factory = factory;
        this.fake = fake;
        this.pace = pace;
    }

    public final F fake() {
        return fake;
    }

    /** Says the {@code n}-th thing, from 0; returns what is to land. */
    protected abstract String sayNext(int n);

    @Override
    public final void say(int count) {
        for (int i = 0; i < count; i++) {
            timing.hand().advance(pace);
            said.add(sayNext(said.size()));
        }
    }

    /** Something else was said that is to land. */
    public final void add(String key) {
        said.add(key);
    }

    @Override
    public final SourceFactory factory() {
        return factory;
    }

    @Override
    public final FakeServer server() {
        return fake.server();
    }

    @Override
    public final List<String> said() {
        return said;
    }

    @Override
    public final void close() {
        fake.close();
    }
}
