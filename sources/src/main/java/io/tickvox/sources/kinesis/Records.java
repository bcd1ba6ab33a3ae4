package io.tickvox.sources.kinesis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * What a shard gave at once.
 *
 * @param next reads on; null if the shard has ended
 * @param behind how far these are behind the shard's newest record
 */
record Records(List<Record> records, @Nullable String next, Duration behind) {
    Records {
        records = List.copyOf(records);
    }
}
