package io.tickvox.sources.x;

import io.tickvox.model.AccountChange;
import io.tickvox.model.Deletion;
import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.RecentKeys;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides which of X's compliance events concern posts that are kept here: those of posts and authors in the tables. Posts of
 * the last hour may not be there yet, so what is said of them lands in any case; what is said of an account nobody knows
 * waits until what has landed by now is surely there.
 */
final class XComplianceEvents {
    private static final Duration YOUNG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int MOST = 1_000;
    private static final int REMEMBERED = 50_000;
    private static final int MOST_WAITING = 20_000;

    /**
     * An event whose post or account is to be looked for.
     *
     * @param ids of the posts, or of the account
     * @param doneAt when what it tells was done
     * @param at when it came
     */
    private record Event(byte[] line, boolean isOfAccount, List<String> ids, Instant doneAt, Instant at) {}

    private final RecentKeys landed = new RecentKeys(REMEMBERED);
    private final List<Event> fresh = new ArrayList<>();
    /** Of accounts that were not known, oldest first. */
    private final Deque<Event> waiting = new ArrayDeque<>();

    private Instant decidedAt = Instant.MIN;

    /**
     * Takes an event.
     *
     * @return when what it tells was done; null if it does not say
     * @throws UnreadableException if it is none that can be read
     */
    @Nullable
    Instant add(byte[] line, Instant now, Intake intake) {
        JsonNode root = Json.parse(line);
        List<Normalised> records = XNotices.records(root, XFactory.NAME, now);
        if (records == null) {
            throw UnreadableException.missing("data");
        }
        if (records.isEmpty() || landed.contains(text(line))) {
            intake.skipped(1);
            return null;
        }
        Instant at = null;
        List<String> ids = new ArrayList<>();
        boolean isYoung = false;
        boolean isOfAccount = false;
        for (Normalised record : records) {
            if (record instanceof Deletion deletion) {
                Instant written = XTime.ofId(deletion.postId());
                isYoung |= written != null && written.isAfter(now.minus(YOUNG));
                ids.add(deletion.postId());
                at = deletion.at();
            } else if (record instanceof AccountChange change) {
                isOfAccount = true;
                ids.add(change.authorId());
                at = change.at();
            }
        }
        if (isYoung) {
            land(line, intake);
        } else {
            fresh.add(new Event(line, isOfAccount, ids, at == null || at.isAfter(now) ? now : at, now));
            if (fresh.size() >= MOST) {
                decide(true, intake);
            }
        }
        return at;
    }

    /**
     * Lands what concerns posts that are kept, and drops what does not.
     *
     * @param atOnce whether also if that was done just now
     */
    void decide(boolean atOnce, Intake intake) {
        Instant now = intake.now();
        if (!atOnce && now.isBefore(decidedAt.plus(EVERY))) {
            return;
        }
        decidedAt = now;
        List<Event> due = new ArrayList<>();
        while (!waiting.isEmpty() && !waiting.getFirst().at().plus(PATIENCE).isAfter(now)) {
            due.add(waiting.removeFirst());
        }
        due.addAll(fresh);
        if (due.isEmpty()) {
            return;
        }
        fresh.clear();
        Set<String> posts = intake.keptPosts(XFactory.NAME, ids(due, false));
        Set<String> authors = intake.keptAuthors(XFactory.NAME, ids(due, true));
        for (Event event : due) {
            if (event.ids().stream().anyMatch(event.isOfAccount() ? authors::contains : posts::contains)) {
                land(event.line(), intake);
            } else if (event.isOfAccount() && event.at().plus(PATIENCE).isAfter(now)) {
                await(event, intake);
            } else {
                intake.skipped(1);
            }
        }
    }

    /** Lets {@code event} wait; where too many do the oldest lands, needed or not, since to drop it might lose something. */
    private void await(Event event, Intake intake) {
        waiting.addLast(event);
        if (waiting.size() > MOST_WAITING) {
            land(waiting.removeFirst().line(), intake);
        }
    }

    private static List<String> ids(List<Event> events, boolean ofAccounts) {
        return events.stream()
                .filter(event -> event.isOfAccount() == ofAccounts)
                .flatMap(event -> event.ids().stream())
                .distinct()
                .toList();
    }

    /** Until when all that was done is landed or dropped; null if all is that came. */
    @Nullable
    Instant decidedUntil() {
        return Stream.concat(waiting.stream(), fresh.stream())
                .map(Event::doneAt)
                .min(Instant::compareTo)
                .map(at -> at.minus(XComplianceProgress.DELAY))
                .orElse(null);
    }

    /** Lands {@code line}, unless it has landed. */
    void land(byte[] line, Intake intake) {
        if (!landed.contains(text(line))) {
            intake.land(Channel.POSTS, Envelope.json(XFactory.NAME, "stream", intake.now(), line));
            landed.add(text(line));
        }
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
