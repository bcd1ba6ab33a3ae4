package io.tickvox.sources.kinesis;

import io.tickvox.sources.live.Position;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far each shard of a stream was read. A shard that came of others is read once these are finished, from its oldest
 * record on; only the shards that a stream has when it is first seen begin at a time.
 */
final class ShardTree {
    private final String prefix;
    private final Instant begin;
    private final Map<String, Mark> marks = new TreeMap<>();
    /** All that arrived until then in a shard was seen. */
    private final Map<String, Instant> reached = new HashMap<>();

    private List<Shard> shards = List.of();
    private Instant upTo;

    /**
     * @param stream tells this stream from any other that was followed before
     * @param from the position to go on from
     */
    ShardTree(String stream, Position from) {
        this.prefix = stream + "/";
        this.begin = from.upTo();
        this.upTo = begin;
        from.cursors().forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                marks.put(name.substring(prefix.length()), Mark.parse(text));
            }
        });
    }

    /** The stream has these shards now; those that have gone are forgotten. */
    void list(List<Shard> listed) {
        boolean isNew = marks.isEmpty();
        Set<String> ids = new HashSet<>();
        listed.forEach(shard -> ids.add(shard.id()));
        marks.keySet().retainAll(ids);
        for (Shard shard : listed) {
            boolean isRoot = shard.parents().stream().noneMatch(ids::contains);
            marks.putIfAbsent(shard.id(), isNew && isRoot ? Mark.since(begin) : Mark.OLDEST);
        }
        shards = List.copyOf(listed);
    }

    /** The shards to read now. */
    List<String> readable() {
        return shards.stream()
                .filter(shard -> !mark(shard.id()).hasEnded())
                .filter(shard -> shard.parents().stream()
                        .allMatch(parent ->
                                !marks.containsKey(parent) || mark(parent).hasEnded()))
                .map(Shard::id)
                .toList();
    }

    /** Where reading of {@code shard} goes on. */
    Mark mark(String shard) {
        return marks.getOrDefault(shard, Mark.OLDEST);
    }

    /** {@code shard} was read up to {@code mark}, and all that arrived there until {@code at} was seen. */
    void read(String shard, Mark mark, Instant at) {
        marks.put(shard, mark);
        reached.merge(shard, at, (before, now) -> now.isAfter(before) ? now : before);
    }

    /** All of {@code shard} was read; how far its time reached is known by its records alone. */
    void ended(String shard) {
        marks.put(shard, Mark.ENDED);
    }

    /** What was read, as a position to go on from. */
    Position position() {
        Map<String, String> cursors = new TreeMap<>();
        marks.forEach((shard, mark) -> cursors.put(prefix + shard, mark.text()));
        upTo = readable().stream().map(this::reached).min(Instant::compareTo).orElse(upTo);
        return new Position(upTo, cursors);
    }

    /** Until when {@code shard} is known: one that was not read yet goes on where those before it ended. */
    private Instant reached(String shard) {
        Instant own = reached.get(shard);
        if (own != null) {
            return own;
        }
        return shards.stream()
                .filter(other -> other.id().equals(shard))
                .flatMap(other -> other.parents().stream())
                .map(parent -> reached.getOrDefault(parent, begin))
                .min(Instant::compareTo)
                .orElse(begin);
    }
}
