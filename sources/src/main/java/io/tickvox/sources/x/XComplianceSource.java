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
    private static final Duration FRESHNESS = Duration.ofMinutes(2);

    private static final Duration IDLE = Duration.ofMillis(50);
    private static final int LINES_A_TURN = 200;

    private final OncePerIntake<XComplianceApi> api;
    private final XComplianceEvents events = new XComplianceEvents();

    XComplianceSource(SourceSettings settings, SourceEnvironment environment) {
        this.api = new OncePerIntake<>(intake -> new XComplianceApi(settings, environment, intake));
    }

    /** One connection, and how far it has come. */
    private record Partition(LineStream lines, XComplianceProgress progress) implements AutoCloseable {
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
            for (Subject subject : Subject.values()) {
                for (int i = 1; i <= XComplianceApi.PARTITIONS; i++) {
                    LineStream lines = open.open(subject, i, from.upTo());
                    Instant start = open.start(from.upTo());
                    partitions.add(new Partition(lines, new XComplianceProgress(start, intake.now())));
                }
            }
            intake.complete(
                    open.start(from.upTo()),
                    "deletions, edits and accounts through the compliance streams of " + open.host());
            follow(partitions, open.host(), intake);
        } finally {
            partitions.forEach(Partition::close);
        }
    }

    private void follow(List<Partition> partitions, String host, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        for (int turn = 0; ; turn++) {
            int taken = 0;
            for (Partition partition : partitions) {
                taken += take(partition, Duration.ZERO, host, intake);
            }
            if (taken == 0) {
                taken = take(partitions.get(turn % partitions.size()), IDLE, host, intake);
            }
            events.decide(taken == 0, intake);
            Instant reached = partitions.stream()
                    .map(partition -> partition.progress.upTo())
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant decided = events.decidedUntil();
            intake.advance(Position.startingAt(decided != null && decided.isBefore(reached) ? decided : reached));
        }
    }

    /** Takes what {@code partition} has; gives the number of events, of which signs of life are none. */
    private int take(Partition partition, Duration wait, String host, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        int taken = 0;
        for (int i = 0; i < LINES_A_TURN; i++) {
            byte[] line = partition.lines.next(i == 0 ? wait : Duration.ZERO);
            if (line == null) {
                break;
            }
            Instant now = intake.now();
            if (line.length == 0) {
                partition.progress.alive(now);
                continue;
            }
            taken++;
            Instant at = take(line, host, now, intake);
            if (at != null) {
                partition.progress.told(at, now);
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
