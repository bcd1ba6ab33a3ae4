package io.tickvox.sources.x;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Backoff;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.OncePerIntake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.LineStream;
import io.tickvox.sources.x.XComplianceApi.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of posts and accounts on X: eight streams, which are opened together and end together. They tell of all of X;
 * what concerns posts that are kept here is landed.
 */
final class XComplianceSource implements LiveSource {
    private static final Duration FRESHNESS = Duration.ofSeconds(90);

    /** How far behind the present a stream may deliver. */
    static final Duration DELAY = Duration.ofSeconds(5);

    /** After which all that a stream began with has come. */
    private static final Duration BACKFILLED = Duration.ofSeconds(60);

    private static final Duration IDLE = Duration.ofMillis(50);
    private static final int LINES_A_TURN = 200;

    private final OncePerIntake<XComplianceApi> api;
    private final XComplianceEvents events = new XComplianceEvents();

    XComplianceSource(SourceSettings settings, SourceEnvironment environment) {
        this.api = new OncePerIntake<>(intake -> new XComplianceApi(settings, environment, intake));
    }

    /** One connection, and how far it has come. */
    private static final class Partition implements AutoCloseable {
        private final LineStream lines;
        private Instant upTo;

        Partition(LineStream lines, Instant upTo) {
            this.lines = lines;
            this.upTo = upTo;
        }

        void saw(Instant at) {
            Instant reached = at.minus(DELAY);
            upTo = reached.isAfter(upTo) ? reached : upTo;
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        XComplianceApi open = api.of(intake);
        List<Partition> partitions = new ArrayList<>();
        try {
            Instant openedAt = intake.now();
            for (Subject subject : Subject.values()) {
                for (int i = 1; i <= XComplianceApi.PARTITIONS; i++) {
                    partitions.add(new Partition(open.open(subject, i, from.upTo()), from.upTo()));
                }
            }
            Instant start = open.start(from.upTo());
            partitions.forEach(partition -> partition.upTo = start);
            intake.complete(start, "deletions, edits and accounts through the compliance streams of " + open.host());
            follow(partitions, openedAt.plus(BACKFILLED), open.host(), intake);
        } finally {
            partitions.forEach(Partition::close);
        }
    }

    /** @param backfilled from when on what comes is new */
    private void follow(List<Partition> partitions, Instant backfilled, String host, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        for (int turn = 0; ; turn++) {
            int taken = 0;
            for (Partition partition : partitions) {
                taken += take(partition, Duration.ZERO, backfilled, host, intake);
            }
            if (taken == 0) {
                taken = take(partitions.get(turn % partitions.size()), IDLE, backfilled, host, intake);
            }
            events.decide(taken == 0, intake);
            Instant reached = partitions.stream()
                    .map(partition -> partition.upTo)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant decided = events.decidedUntil();
            intake.advance(Position.startingAt(decided != null && decided.isBefore(reached) ? decided : reached));
        }
    }

    /** Takes what {@code partition} has; gives the number of events, of which signs of life are none. */
    private int take(Partition partition, Duration wait, Instant backfilled, String host, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        int taken = 0;
        for (int i = 0; i < LINES_A_TURN; i++) {
            byte[] line = partition.lines.next(i == 0 ? wait : Duration.ZERO);
            if (line == null) {
                break;
            }
            Instant now = intake.now();
            if (line.length == 0) {
                partition.saw(now);
                continue;
            }
            taken++;
            Instant at = take(line, host, now, intake);
            if (at != null && !now.isBefore(backfilled)) {
                partition.saw(at.isBefore(now) ? at : now);
            }
        }
        return taken;
    }

    /** When what {@code line} tells was done; null if it does not say. */
    private @Nullable Instant take(byte[] line, String host, Instant now, Intake intake) throws SourceFailure {
        try {
            SourceFailure problem = XProblems.inStream(Json.parse(line), host);
            if (problem != null) {
                throw problem;
            }
            return events.add(line, now, intake);
        } catch (UnreadableException e) {
            events.land(line, intake);
            return null;
        }
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        XComplianceApi open = api.of(intake);
        try (LineStream lines = open.open(Subject.POSTS, 1, intake.now())) {
            return open.host() + " answers and gives the compliance streams";
        }
    }

    @Override
    public Duration freshness() {
        return FRESHNESS;
    }

    @Override
    public Backoff backoff() {
        return XProblems.BROKEN;
    }
}
