package io.tickvox.sources.live;

import io.tickvox.model.AccountChange;
import io.tickvox.model.Deletion;
import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A landing in memory: what is handed over is durable after a flush, and lost if the process dies before. */
public final class HandLanding implements Landing {
    private static final int ROOM_WHILE_HELD = 10;

    /** What each payload says, by the mapper of all sources. */
    private final Mapper mapper = Mappers.standard();

    private final List<List<String>> pending = new ArrayList<>();
    private final List<List<String>> durable = new ArrayList<>();
    private final List<Instant> beats = new ArrayList<>();
    private boolean held;
    private int failures;
    private int refusals;

    @Override
    public synchronized void land(Channel channel, Envelope envelope) {
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("not foreseen");
        }
        while (held && pending.size() >= ROOM_WHILE_HELD) {
            awaitRelease();
        }
        List<String> keys = new ArrayList<>();
        mapper.map(envelope, "hand:0:" + size(), record -> keys.add(key(record)));
        pending.add(keys);
    }

    private void awaitRelease() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, "Cannot land: interrupted", e);
        }
    }

    @Override
    public synchronized void heartbeat(Channel channel, String source, Instant upTo) {
        beats.add(upTo);
    }

    /** The times that heartbeats told, in order. */
    public synchronized List<Instant> beats() {
        return List.copyOf(beats);
    }

    @Override
    public synchronized void flush() {
        if (failures > 0) {
            failures--;
            pending.clear();
            throw new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, "Cannot land: the broker is away");
        }
        while (held) {
            awaitRelease();
        }
        durable.addAll(pending);
        pending.clear();
    }

    @Override
    public void close() {
        // What it holds is looked at afterwards.
    }

    /** The next flush fails, and what was pending is lost. */
    public synchronized void failOnce() {
        failures++;
    }

    /** The next payload is not taken, for no reason that anybody foresaw. */
    public synchronized void refuseOnce() {
        refusals++;
    }

    /** Takes little from now on. */
    public synchronized void hold() {
        held = true;
    }

    public synchronized void release() {
        held = false;
        notifyAll();
    }

    /** What the death of the process takes with it. */
    public synchronized void die() {
        pending.clear();
    }

    /** What was handed over and not lost, as records, in order; the ones of a kind that counts. */
    public synchronized List<String> records() {
        return Stream.concat(durable.stream(), pending.stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        pending.clear();
        durable.clear();
    }

    /** How many payloads were handed over and not lost. */
    public synchronized int size() {
        return durable.size() + pending.size();
    }

    /** A record's name, alike for each sighting of the same thing. */
    public static String key(Normalised record) {
        if (record instanceof Post post) {
            return "post " + post.postId() + " " + post.text();
        } else if (record instanceof Deletion deletion) {
            return "deletion " + deletion.postId();
        } else if (record instanceof AccountChange change) {
            return "account " + change.authorId() + " " + change.standing();
        } else if (record instanceof Quote quote) {
            return "quote " + quote.symbol() + " " + quote.at() + " " + quote.close() + " " + quote.volume();
        } else if (record instanceof Rejection rejection) {
            return "rejection " + rejection.reason() + " " + rejection.message();
        }
        return record.toString();
    }
}
