package io.tickvox.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed whose events a test publishes by hand. */
final class HandFeed implements LiveFeed {
    private final List<LiveListener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(LiveListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    int listeners() {
        return listeners.size();
    }

    LiveListener all() {
        return new FanOut(listeners);
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
