package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts whose posts are to be deleted, and these posts. An account is looked at again and again with growing pauses,
 * because its posts may have landed without being in the tables yet, and be landed again by whoever replays; after a week no
 * API replays what it said, and the account is forgotten.
 */
public final class AccountChanges {
    /** How long one that may come back is given to do so. */
    public static final Duration GRACE = Duration.ofHours(24);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    /** Pauses double, so that these last eight days. */
    private static final int LOOKS = 17;
    /** How long one is remembered of which there is nothing to do: its events may come in another order. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private static final String DUE =
            "select source, author_id, gone_at, hidden_at, heard_at, back_at, looks from account_change"
                    + " where look_at <= ? order by look_at, source, author_id limit ?";

    private static final String SAME = " where source = ? and author_id = ? and gone_at is not distinct from ?"
            + " and hidden_at is not distinct from ? and back_at is not distinct from ?";

    private AccountChanges() {}

    /**
     * An account that it is time to look at.
     *
     * @param looks how often that was done since it changed
     */
    public record Account(
            String source,
            String authorId,
            @Nullable Instant goneAt,
            @Nullable Instant hiddenAt,
            @Nullable Instant heardAt,
            @Nullable Instant backAt,
            int looks) {
        /** Posts written or seen until then are to be deleted; null if none are, as far as is known at {@code now}. */
        public @Nullable Instant deletesUntil(Instant now) {
            Instant hidden = hiddenSince();
            Instant decided = decidedAt();
            boolean isHiddenLong = hidden != null && decided != null && !decided.isAfter(now);
            if (goneAt == null) {
                return isHiddenLong ? hidden : null;
            }
            return isHiddenLong && hidden.isAfter(goneAt) ? hidden : goneAt;
        }

        private @Nullable Instant hiddenSince() {
            return hiddenAt == null || (backAt != null && !backAt.isBefore(hiddenAt)) ? null : hiddenAt;
        }

        /** When the day is over in which it may come back; it counts from when Tickvox heard, who may have been away. */
        private @Nullable Instant decidedAt() {
            return hiddenSince() == null || heardAt == null ? null : heardAt.plus(GRACE);
        }

        /** When to look again after a look at {@code now}; null if never. */
        @Nullable
        Instant nextLook(Instant now) {
            Instant decided = decidedAt();
            boolean isOpen = decided != null && decided.isAfter(now);
            if (deletesUntil(now) == null) {
                return isOpen ? decided : looks == 0 ? now.plus(REMEMBERED) : null;
            }
            Instant again = looks < LOOKS ? now.plus(FIRST_PAUSE.multipliedBy(1L << looks)) : null;
            return isOpen && (again == null || decided.isBefore(again)) ? decided : again;
        }
    }

    /** The accounts that wait longest to be looked at, {@code limit} of them. */
    public static List<Account> due(Connection connection, Instant now, int limit) throws SQLException {
        List<Account> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.add(new Account(
                            row.getString(1),
                            row.getString(2),
                            instant(row, 3),
                            instant(row, 4),
                            instant(row, 5),
                            instant(row, 6),
                            row.getInt(7)));
                }
            }
        }
        return due;
    }

    /** The ids of the posts in the table that {@code account} wrote, or that were seen, until {@code until}. */
    public static List<String> posts(Connection connection, Account account, Instant until) throws SQLException {
        return KeptPosts.of(connection, account.source(), account.authorId(), until);
    }

    /** {@code account} was looked at, and what was found has landed. One that has changed meanwhile stays due. */
    public static void looked(Connection connection, Account account, Instant now) throws SQLException {
        Instant next = account.nextLook(now);
        try (PreparedStatement statement = connection.prepareStatement(
                next == null
                        ? "delete from account_change" + SAME
                        : "update account_change set look_at = ?, looks = looks + 1" + SAME)) {
            int i = 1;
            if (next != null) {
                statement.setTimestamp(i++, Timestamp.from(next));
            }
            statement.setString(i++, account.source());
            statement.setString(i++, account.authorId());
            statement.setTimestamp(i++, timestamp(account.goneAt()));
            statement.setTimestamp(i++, timestamp(account.hiddenAt()));
            statement.setTimestamp(i, timestamp(account.backAt()));
            statement.executeUpdate();
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
