package io.tickvox.sources.kinesis;

import io.tickvox.model.Envelope;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * A Kinesis data stream, read shard by shard with as many calls as a shard allows while it is behind, else once a second.
 * Records land as payloads of the source that the settings name; what the producer library packed together is taken apart.
 */
final class KinesisSource implements LiveSource {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** A shard allows five calls a second to all who read it. */
    private static final Duration HURRY = Duration.ofMillis(250);

    private static final Duration LISTED_FOR = Duration.ofMinutes(1);
    private static final int MOST_THROTTLED = 4;
    private static final int MOST_EXPIRED = 4;

    private final SourceSettings settings;
    private final SourceEnvironment environment;

    KinesisSource(SourceSettings settings, SourceEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** A shard that is read. */
    private static final class Reader {
        private final String shard;
        private @Nullable String iterator;
        private Instant due;
        private int throttled;
        /** Iterators in a row that had expired when they were used. */
        private int expired;

        Reader(String shard, Instant due) {
            this.shard = shard;
            this.due = due;
        }
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        Payload content = content();
        try (KinesisApi api = KinesisApi.open(settings, environment, intake.clock())) {
            KinesisApi.StreamSummary stream = api.summary();
            ShardTree tree = new ShardTree(stream.key(), from.withUpTo(earlier(from.upTo(), intake.now())));
            tree.list(api.shards());
            Instant listed = intake.now();
            Instant begin = from.upTo().isBefore(stream.oldest()) ? stream.oldest() : from.upTo();
            Map<String, Reader> readers = new HashMap<>();
            while (true) {
                List<String> shards = tree.readable();
                if (shards.isEmpty() || listed.plus(LISTED_FOR).isBefore(intake.now())) {
                    intake.sleep(PAUSE);
                    tree.list(api.shards());
                    listed = intake.now();
                    continue;
                }
                readers.keySet().retainAll(shards);
                Instant now = intake.now();
                shards.forEach(shard -> readers.computeIfAbsent(shard, name -> new Reader(name, now)));
                Reader next = readers.values().stream()
                        .min(Comparator.comparing(reader -> reader.due))
                        .orElseThrow();
                intake.sleep(Duration.between(now, next.due));
                read(next, api, tree, content, intake);
                intake.complete(begin, words(content, shards.size()));
                intake.advance(tree.position());
            }
        }
    }

    private String words(Payload content, int shards) {
        return content.source() + "/" + content.stream() + " in stream " + settings.text(KinesisFactory.STREAM) + ", "
                + shards + (shards == 1 ? " shard" : " shards");
    }

    private void read(Reader reader, KinesisApi api, ShardTree tree, Payload content, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        String iterator = reader.iterator;
        if (iterator == null) {
            iterator = api.iterator(reader.shard, tree.mark(reader.shard));
            reader.iterator = iterator;
        }
        Instant asked = intake.now();
        Records found;
        try {
            found = api.read(iterator);
        } catch (Throttled e) {
            if (++reader.throttled > MOST_THROTTLED) {
                throw e.failure();
            }
            reader.due = asked.plus(PAUSE.multipliedBy(1L << reader.throttled));
            return;
        }
        reader.throttled = 0;
        if (found == null) {
            reader.iterator = null;
            reader.due = asked.plus(HURRY);
            if (++reader.expired > MOST_EXPIRED) {
                throw SourceFailure.unreachable(
                        api.host() + " says of each iterator of " + reader.shard + " that it has expired", null);
            }
            return;
        }
        reader.expired = 0;
        for (Record record : found.records()) {
            land(record, reader.shard, content, intake);
            tree.read(
                    reader.shard,
                    Mark.after(record.sequenceNumber()),
                    earlier(arrival(record).orElse(Instant.EPOCH), asked));
        }
        reader.iterator = found.next();
        if (found.next() == null) {
            tree.ended(reader.shard);
            tree.list(api.shards());
        } else {
            tree.read(reader.shard, tree.mark(reader.shard), earlier(asked.minus(found.behind()), asked));
            reader.due = asked.plus(found.behind().isZero() ? PAUSE : HURRY);
        }
    }

    /** {@code at}, or {@code now} if that is in the future: nobody has seen what is not yet. */
    private static Instant earlier(Instant at, Instant now) {
        return at.isAfter(now) ? now : at;
    }

    private static Optional<Instant> arrival(Record record) {
        return Optional.ofNullable(record.approximateArrivalTimestamp());
    }

    private void land(Record record, String shard, Payload content, Intake intake) {
        List<byte[]> payloads = Aggregates.payloads(record.data().asByteArray());
        String place = "kinesis:" + settings.text(KinesisFactory.STREAM) + "/" + shard + "@" + record.sequenceNumber();
        int n = 0;
        for (byte[] payload : payloads) {
            String position = payloads.size() == 1 ? place : place + "." + n++;
            intake.land(
                    content.channel(),
                    new Envelope(content.source(), content.stream(), intake.now(), Envelope.JSON, payload, position));
        }
    }

    private Payload content() throws SourceFailure {
        String payload = settings.text(KinesisFactory.PAYLOAD);
        return Payload.find(payload)
                .orElseThrow(() -> SourceFailure.refused("Invalid sources.kinesis.payload '" + payload
                        + "': expected SOURCE/STREAM that Tickvox reads, for example x/v1.1"));
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        content();
        try (KinesisApi api = KinesisApi.open(settings, environment, intake.clock())) {
            return api.host() + " answers: the stream has " + api.shards().size() + " shards";
        }
    }
}
