package io.tickvox.sources.file;

import io.tickvox.model.Envelope;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.ReplayPosition;
import io.tickvox.sources.RunMark;
import io.tickvox.sources.internal.Truncation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One attempt at a replay: takes the rows of posts and prices in the order of their times and lands them. */
final class ReplayRun {
    private static final int LINES_A_REPORT = 1_000;

    private final PartitionedLanding landing;
    private final ReplayPosition from;
    private final Clock clock;
    private final Timeline timeline;
    private final BooleanSupplier cancelled;
    private final Lane posts;
    private final Lane prices;
    private long bytes;

    ReplayRun(
            PartitionedLanding landing,
            ReplayPosition from,
            Clock clock,
            Timeline timeline,
            BooleanSupplier cancelled,
            Lane posts,
            Lane prices) {
        this.landing = landing;
        this.from = from;
        this.clock = clock;
        this.timeline = timeline;
        this.cancelled = cancelled;
        this.posts = posts;
        this.prices = prices;
    }

    /** @param progress told about every thousand lines how many have landed */
    ReplayResult land(LongConsumer progress) {
        try {
            Lane lane = earlier();
            for (long count = 0; lane != null && !cancelled.getAsBoolean(); lane = earlier()) {
                if (lane.landedBefore(from)) {
                    lane.resumed++;
                } else if (!await(lane)) {
                    break;
                } else {
                    land(lane);
                }
                lane.advance();
                if (++count % LINES_A_REPORT == 0) {
                    progress.accept(count);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean complete = posts.head == null && prices.head == null;
        if (complete) {
            for (Lane lane : List.of(posts, prices)) {
                beat(lane, lane.newest);
            }
        }
        landing.flush();
        progress.accept(posts.sequence + prices.sequence);
        return result(complete);
    }

    /** The lane whose next row is the earlier, posts first; null if both are done. */
    private @Nullable Lane earlier() {
        Row post = posts.head;
        Row price = prices.head;
        if (post == null) {
            return price == null ? null : prices;
        }
        return price == null || post.time() <= price.time() ? posts : prices;
    }

    /** Waits until the lane's row is due; false if cancelled before. */
    private boolean await(Lane lane) throws InterruptedException {
        Row row = lane.head;
        boolean leads = lane == posts || posts.isEmpty();
        if (row != null && (leads || (timeline.begun() && posts.head != null))) {
            timeline.await(row.time(), cancelled, at -> {
                beat(posts, at);
                beat(prices, at);
            });
        }
        return !cancelled.getAsBoolean();
    }

    private void land(Lane lane) {
        Row row = lane.head;
        if (row != null) {
            RunMark mark = new RunMark(from.run(), lane.sequence);
            landing.land(lane.channel, lane.partition(), lane.envelope(row, clock.instant()), mark);
            bytes += row.payload().length;
        }
    }

    private void beat(Lane lane, long at) {
        if (!lane.isEmpty() && at != EventTimes.NONE) {
            landing.heartbeat(lane.channel, lane.source, Instant.ofEpochMilli(at));
        }
    }

    private ReplayResult result(boolean complete) {
        Map<Channel, Long> lines = new EnumMap<>(Channel.class);
        Map<Channel, Long> resumed = new EnumMap<>(Channel.class);
        Map<Channel, Instant> newest = new EnumMap<>(Channel.class);
        Map<Channel, List<Long>> endOffsets = new EnumMap<>(Channel.class);
        List<TickvoxException> problems = new ArrayList<>();
        for (Lane lane : List.of(posts, prices)) {
            lines.put(lane.channel, lane.sequence);
            resumed.put(lane.channel, lane.resumed);
            if (lane.newest != EventTimes.NONE) {
                newest.put(lane.channel, Instant.ofEpochMilli(lane.newest));
            }
            endOffsets.put(lane.channel, landing.endOffsets(lane.channel));
            problems.addAll(lane.ordered.problems());
        }
        return new ReplayResult(complete, lines, resumed, bytes, newest, endOffsets, problems);
    }

    /** One channel's rows, and how far it has come. */
    static final class Lane {
        private final Channel channel;
        private final String source;
        private final List<InputFile> files;
        private final OrderedFiles ordered;
        private final int partitions;
        private @Nullable Row head;
        private long sequence;
        private long resumed;
        private long newest = EventTimes.NONE;

        Lane(Channel channel, Layout layout, List<InputFile> files, OrderedFiles ordered, int partitions) {
            this.channel = channel;
            this.source = layout.source();
            this.files = files;
            this.ordered = ordered;
            this.partitions = partitions;
            this.head = ordered.rows().next();
        }

        private boolean isEmpty() {
            return ordered.count() == 0;
        }

        private int partition() {
            return (int) (sequence % partitions);
        }

        private boolean landedBefore(ReplayPosition position) {
            return position.landed(channel, partition(), sequence);
        }

        private void advance() {
            if (head != null) {
                newest = Math.max(newest, head.time());
                sequence++;
                head = ordered.rows().next();
            }
        }

        private Envelope envelope(Row row, Instant now) {
            Layout layout = row.layout();
            String contentType = layout.contentType();
            return new Envelope(
                    layout.source(),
                    layout.stream(),
                    now,
                    row.whole() ? contentType : Truncation.mark(contentType, row.length()),
                    row.payload(),
                    files.get(row.file()).positionPrefix() + row.line());
        }
    }
}
