package io.tickvox.store.query;

import java.time.Instant;

/** A last price: the close of the bar that starts at {@code start}. */
record Close(Instant start, double price) {}
