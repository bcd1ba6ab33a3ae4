package io.tickvox.server;

/** What the job publishes, as it publishes it. */
public interface LiveFeed extends AutoCloseable {
    /** Hands everything published from now on to {@code listener}, until the subscription is closed. */
    Subscription subscribe(LiveListener listener);

    @Override
    void close();

    /** A feed without events, for a server without a job. */
    static LiveFeed none() {
        return new LiveFeed() {
            @Override
            public Subscription subscribe(LiveListener listener) {
                return () -> {};
            }

            @Override
            public void close() {}
        };
    }

    /** Ends with {@link #close}; closing again does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
