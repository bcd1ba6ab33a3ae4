package io.tickvox.sources.kinesis;

import java.util.List;
import java.util.Objects;

/**
 * A shard as the stream lists it.
 *
 * @param parents the shards that were split or merged into it; what they hold was put before what it holds
 */
record Shard(String id, List<String> parents) {
    Shard {
        Objects.requireNonNull(id, "id");
        parents = List.copyOf(parents);
    }
}
