package io.tickvox.pipeline.io;

import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Quote;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How event time moves on: with the newest post or quote of a partition, and with heartbeats while there are none. A
 * time in the future, by a wrong clock, counts as when it was observed.
 */
public final class EventTime implements WatermarkGenerator<Normalised> {
    private long newest = Long.MIN_VALUE;
    private boolean moved;

    /** @param idleness after which a silent partition no longer holds event time back */
    public static WatermarkStrategy<Normalised> strategy(Duration idleness) {
        return WatermarkStrategy.<Normalised>forGenerator(context -> new EventTime())
                .withTimestampAssigner((record, recordTime) -> timestamp(record))
                .withIdleness(idleness);
    }

    private static long timestamp(Normalised record) {
        Instant at = at(record);
        return at == null ? Long.MIN_VALUE : at.toEpochMilli();
    }

    private static @Nullable Instant at(Normalised record) {
        if (record instanceof Post post) {
            return post.createdAt().isAfter(post.observedAt()) ? post.observedAt() : post.createdAt();
        } else if (record instanceof Quote quote) {
            return quote.at().isAfter(quote.observedAt()) ? quote.observedAt() : quote.at();
        } else if (record instanceof Heartbeat heartbeat) {
            return heartbeat.at();
        }
        return null;
    }

    @Override
    public void onEvent(Normalised record, long timestamp, WatermarkOutput output) {
        long reached = record instanceof Heartbeat ? timestamp : timestamp - 1;
        if (timestamp != Long.MIN_VALUE && reached > newest) {
            newest = reached;
            moved = true;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (moved) {
            output.emitWatermark(new Watermark(newest));
            moved = false;
        }
    }
}
