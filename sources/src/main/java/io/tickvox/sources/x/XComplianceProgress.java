package io.tickvox.sources.x;

import java.time.Duration;
import java.time.Instant;

/**
 * How far one compliance stream has come. It begins with what was done before it was opened, and may mix that with what is
 * done now, so until it has told of nothing old for a while its position stays where it began.
 */
final class XComplianceProgress {
    /** How far behind the present a stream may deliver. */
    static final Duration DELAY = Duration.ofSeconds(5);

    /** After which time without any of it all that is old has come. */
    static final Duration QUIET = Duration.ofSeconds(60);

    private final Instant start;
    private final Instant openedAt;
    private Instant oldAt;
    private Instant upTo;

    /** @param start what it begins with */
    XComplianceProgress(Instant start, Instant openedAt) {
        this.start = start;
        this.openedAt = openedAt;
        this.oldAt = openedAt;
        this.upTo = start;
    }

    /** Until when all was told. */
    Instant upTo() {
        return upTo;
    }

    /** At {@code now} it told of something that was done at {@code at}. */
    void told(Instant at, Instant now) {
        boolean isOld = at.isBefore(openedAt) && !at.isBefore(start);
        if (isOld && upTo.equals(start)) {
            oldAt = now;
        }
        reach(at.isBefore(now) ? at : now, now);
    }

    /** At {@code now} it gave a sign of life. */
    void alive(Instant now) {
        reach(now, now);
    }

    private void reach(Instant at, Instant now) {
        Instant reached = at.minus(DELAY);
        if (reached.isAfter(upTo) && !now.isBefore(oldAt.plus(QUIET))) {
            upTo = reached;
        }
    }
}
