package io.tickvox.testkit.fake;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shards of {@link FakeKinesis}, with their records. To be used under its lock. */
final class FakeKinesisShards {
    private static final int READS_A_SECOND = 5;
    private static final BigInteger FIRST_SEQUENCE =
            new BigInteger("49590338271490256608559692538361571095921575989136588898");

    record Entry(BigInteger sequence, Instant at, String key, byte[] data) {}

    /** A shard; its records are those of keys whose hash lies in its range. */
    static final class Shard {
        final String id;
        final BigInteger from;
        final BigInteger to;
        final List<String> parents;
        final BigInteger firstSequence;
        final List<Entry> entries = new ArrayList<>();
        final Deque<Instant> reads = new ArrayDeque<>();

        @Nullable
        BigInteger lastSequence;

        Shard(String id, BigInteger from, BigInteger to, List<String> parents, BigInteger firstSequence) {
            this.id = id;
            this.from = from;
            this.to = to;
            this.parents = parents;
            this.firstSequence = firstSequence;
        }

        boolean isOpen() {
            return lastSequence == null;
        }
    }

    /** An error in the form that AWS gives it. */
    static final class Refused extends Exception {
        final String type;

        Refused(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    private final Clock clock;
    private final Map<String, Shard> shards = new TreeMap<>();
    private BigInteger sequence = FIRST_SEQUENCE;
    private int readsBeyondTheLimit;

    /** @param count shards at first */
    FakeKinesisShards(Clock clock, int count) {
        this.clock = clock;
        BigInteger width = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
        for (int i = 0; i < count; i++) {
            BigInteger from = width.multiply(BigInteger.valueOf(i));
            add(from, i == count - 1 ? last() : from.add(width).subtract(BigInteger.ONE), List.of());
        }
    }

    Collection<Shard> all() {
        return shards.values();
    }

    int readsBeyondTheLimit() {
        return readsBeyondTheLimit;
    }

    private static BigInteger last() {
        return BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    }

    /** The shards that take records. */
    List<String> open() {
        return shards.values().stream()
                .filter(Shard::isOpen)
                .map(shard -> shard.id)
                .toList();
    }

    /** A producer puts a record that is told to arrive at {@code at}. */
    void put(String key, byte[] data, Instant at) {
        BigInteger hash = new BigInteger(1, md5(key));
        shards.values().stream()
                .filter(Shard::isOpen)
                .filter(shard -> hash.compareTo(shard.from) >= 0 && hash.compareTo(shard.to) <= 0)
                .forEach(shard -> shard.entries.add(new Entry(next(), at, key, data)));
    }

    /** Splits a shard into two. */
    void split(String id) {
        Shard old = close(id);
        BigInteger middle = old.from.add(old.to).shiftRight(1);
        add(old.from, middle, List.of(id));
        add(middle.add(BigInteger.ONE), old.to, List.of(id));
    }

    /** Merges two neighbours. */
    void merge(String one, String other) {
        Shard first = close(one);
        Shard second = close(other);
        add(first.from.min(second.from), first.to.max(second.to), List.of(one, other));
    }

    private Shard close(String id) {
        Shard shard = shards.get(id);
        if (shard == null || !shard.isOpen()) {
            throw new IllegalArgumentException("No open shard " + id);
        }
        shard.lastSequence = next();
        return shard;
    }

    private void add(BigInteger from, BigInteger to, List<String> parents) {
        String id = String.format("shardId-%012d", shards.size());
        shards.put(id, new Shard(id, from, to, parents, next()));
    }

    private BigInteger next() {
        sequence = sequence.add(BigInteger.valueOf(17));
        return sequence;
    }

    /** Forgets what is older than {@code retention}. */
    void trim(Duration retention) {
        Instant oldest = clock.instant().minus(retention);
        shards.values().forEach(shard -> shard.entries.removeIf(entry -> entry.at.isBefore(oldest)));
    }

    static BigInteger known(Shard shard, String number) throws Refused {
        BigInteger wanted = new BigInteger(number);
        boolean isOfOther = wanted.compareTo(shard.firstSequence) < 0
                || shard.lastSequence != null && wanted.compareTo(shard.lastSequence) > 0;
        if (isOfOther) {
            throw new Refused(
                    "InvalidArgumentException",
                    "StartingSequenceNumber " + number + " used in GetShardIterator on shard " + shard.id
                            + " is invalid.");
        }
        return wanted;
    }

    static BigInteger before(Shard shard, double seconds) {
        long millis = Math.round(seconds * 1_000);
        BigInteger before = BigInteger.ZERO;
        for (Entry entry : shard.entries) {
            if (entry.at.toEpochMilli() < millis) {
                before = entry.sequence;
            }
        }
        return before;
    }

    Shard shard(String id) throws Refused {
        Shard shard = shards.get(id);
        if (shard == null) {
            throw new Refused("ResourceNotFoundException", "Shard " + id + " does not exist in the stream");
        }
        return shard;
    }

    /** Counts a read. */
    void limit(Shard shard, Instant now) throws Refused {
        while (!shard.reads.isEmpty() && shard.reads.getFirst().plusSeconds(1).compareTo(now) <= 0) {
            shard.reads.removeFirst();
        }
        if (shard.reads.size() >= READS_A_SECOND) {
            readsBeyondTheLimit++;
            throw new Refused(
                    "ProvisionedThroughputExceededException", "Rate exceeded for shard " + shard.id + " in stream");
        }
        shard.reads.addLast(now);
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has MD5", e);
        }
    }
}
