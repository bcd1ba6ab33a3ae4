package io.tickvox.sources.kinesis;

import io.tickvox.sources.live.SourceFailure;

/** A shard gives no more for now: others read it too, or much at once. */
final class Throttled extends Exception {
    private final transient SourceFailure failure;

    Throttled(SourceFailure failure) {
        super(failure);
        this.failure = failure;
    }

    /** What it means if it goes on. */
    SourceFailure failure() {
        return failure;
    }
}
