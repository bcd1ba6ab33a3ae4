package io.tickvox.sources.x;

import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.RateBudget;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.LineStream;
import io.tickvox.sources.net.Secret;
import io.tickvox.sources.net.StreamRefused;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** X's streams of compliance events: of posts and of accounts, each in four partitions with a connection of its own. */
final class XComplianceApi {
    /** Numbered from 1. */
    static final int PARTITIONS = 4;

    /** X sends a sign of life every 20 s. */
    private static final Duration SILENCE = Duration.ofSeconds(21);

    /** How long ago a stream can begin by {@code backfill_minutes}, less a margin. */
    private static final Duration BACKFILL = Duration.ofSeconds(290);

    /** X counts those minutes from when it answers, which may be so long after it was asked; later ones are asked again. */
    private static final Duration SLOW = Duration.ofSeconds(9);

    /** How long ago a stream can begin by {@code start_time}, where the plan has that, less a margin. */
    private static final Duration RECOVERY = Duration.ofHours(24).minusMinutes(5);

    /** What a stream is about. */
    enum Subject {
        POSTS("/2/tweets/compliance/stream", "connections for what becomes of posts"),
        ACCOUNTS("/2/users/compliance/stream", "connections for what becomes of accounts");

        private final String path;
        private final String budget;

        Subject(String path, String budget) {
            this.path = path;
            this.budget = budget;
        }
    }

    private final SourceSettings settings;
    private final SourceEnvironment environment;
    private final Secret token;
    private final Clock clock;
    private final RateBudget ofPosts;
    private final RateBudget ofAccounts;
    private boolean recovers = true;

    XComplianceApi(SourceSettings settings, SourceEnvironment environment, Intake intake) {
        this.settings = settings;
        this.environment = environment;
        this.token = settings.secret(XFactory.TOKEN);
        this.clock = intake.clock();
        this.ofPosts = budget(intake, Subject.POSTS);
        this.ofAccounts = budget(intake, Subject.ACCOUNTS);
    }

    private static RateBudget budget(Intake intake, Subject subject) {
        return intake.budget(subject.budget, 100, Duration.ofMinutes(15));
    }

    /** Who is talked to, for people. */
    String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    /** Since when a stream that is opened now has all, if it is to have all since {@code from}. */
    Instant start(Instant from) {
        Instant oldest = clock.instant().minus(recovers ? RECOVERY : BACKFILL);
        return from.isBefore(oldest) ? oldest : from;
    }

    /**
     * Opens a stream.
     *
     * @param partition from 1 to {@link #PARTITIONS}
     * @param from what it is to begin with; {@link #start} says what it does begin with
     */
    LineStream open(Subject subject, int partition, Instant from)
            throws SourceFailure, IOException, InterruptedException {
        while (true) {
            (subject == Subject.POSTS ? ofPosts : ofAccounts).take();
            Instant start = start(from);
            Instant askedAt = clock.instant();
            Duration missed = Duration.between(start, askedAt);
            boolean isLong = missed.compareTo(BACKFILL) > 0;
            String since = isLong
                    ? "&start_time=" + XFill.second(start)
                    : "&backfill_minutes=" + (Math.max(0, missed.plus(SLOW).toMinutes()) + 1);
            URI uri = settings.uri(subject.path + "?partition=" + partition + since);
            Duration silence = environment.web().settings().silence();
            try {
                LineStream lines = environment
                        .web()
                        .lines(
                                uri,
                                Map.of("Authorization", "Bearer " + token.value()),
                                silence.compareTo(SILENCE) < 0 ? silence : SILENCE);
                if (isLong || Duration.between(askedAt, clock.instant()).compareTo(SLOW) <= 0) {
                    return lines;
                }
                lines.close();
            } catch (StreamRefused e) {
                Answer answer = e.answer();
                boolean isForTime = (answer.status() == 400 || answer.status() == 403)
                        && answer.text().contains("start_time");
                if (!isLong || !isForTime) {
                    throw XProblems.of(answer, host(), XComplianceFactory.NAME, clock);
                }
                recovers = false;
            }
        }
    }
}
