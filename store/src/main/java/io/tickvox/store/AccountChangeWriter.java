package io.tickvox.store;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AccountChange.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what has become of accounts, for {@link AccountChanges}: of each standing the last time, so that the order of
 * writing does not matter. What is news is to be looked at anew.
 */
public final class AccountChangeWriter implements TableWriter<AccountChange> {
    private static final long serialVersionUID = 1;

    /** The last time of each standing; null where there is none. */
    private record Times(
            String source,
            String authorId,
            @Nullable Instant goneAt,
            @Nullable Instant hiddenAt,
            @Nullable Instant heardAt,
            @Nullable Instant backAt) {
        static Times of(AccountChange change) {
            return new Times(
                    change.source(),
                    change.authorId(),
                    at(change, Standing.GONE),
                    at(change, Standing.HIDDEN),
                    change.standing() == Standing.HIDDEN ? change.observedAt() : null,
                    at(change, Standing.BACK));
        }

        private static @Nullable Instant at(AccountChange change, Standing standing) {
            return change.standing() == standing ? change.at() : null;
        }

        Times merge(Times other) {
            return new Times(
                    source,
                    authorId,
                    later(goneAt, other.goneAt),
                    later(hiddenAt, other.hiddenAt),
                    later(heardAt, other.heardAt),
                    later(backAt, other.backAt));
        }

        private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
            if (a == null) {
                return b;
            }
            return b == null || a.isAfter(b) ? a : b;
        }
    }

    private static final UnnestUpsert<Times> UPSERT = UnnestUpsert.merging(
            "account_change",
            List.of(
                    Column.text("source", Times::source),
                    Column.text("author_id", Times::authorId),
                    Column.instant("gone_at", Times::goneAt),
                    Column.instant("hidden_at", Times::hiddenAt),
                    Column.instant("heard_at", Times::heardAt),
                    Column.instant("back_at", Times::backAt)),
            2,
            "",
            Times::merge,
            "do update set gone_at = greatest(t.gone_at, excluded.gone_at),"
                    + " hidden_at = greatest(t.hidden_at, excluded.hidden_at),"
                    + " heard_at = greatest(t.heard_at, excluded.heard_at),"
                    + " back_at = greatest(t.back_at, excluded.back_at), look_at = 'epoch', looks = 0"
                    + " where (greatest(t.gone_at, excluded.gone_at), greatest(t.hidden_at, excluded.hidden_at),"
                    + " greatest(t.back_at, excluded.back_at)) is distinct from (t.gone_at, t.hidden_at, t.back_at)");

    @Override
    public String table() {
        return "account_change";
    }

    @Override
    public String key(AccountChange change) {
        return change.source() + " " + change.authorId();
    }

    @Override
    public void write(Connection connection, Collection<? extends AccountChange> rows) throws SQLException {
        UPSERT.write(connection, rows.stream().map(Times::of).toList());
    }
}
