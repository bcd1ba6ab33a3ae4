package io.tickvox.store;

import io.tickvox.model.Interval;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.SessionCalendar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sessions whose bars are computed from the tables. From then on the job, whose state lacks or has too much of them,
 * does not write them any more: where it would, it asks for them to be computed again.
 */
public final class RecomputedSessions {
    private static final SessionCalendar CALENDAR = SessionCalendar.nyse();

    private RecomputedSessions() {}

    /** Takes a session over from the job, until the end of the transaction without its writing any bars. */
    public static void takeOver(Connection connection, RecomputeRequest session) throws SQLException {
        TableLock.BARS.takeAlone(connection);
        try (PreparedStatement statement =
                connection.prepareStatement("insert into recomputed_session values (?, ?) on conflict do nothing")) {
            statement.setString(1, session.symbol());
            statement.setTimestamp(2, Timestamp.from(session.session()));
            statement.executeUpdate();
        }
    }

    /** The session that {@code bar} counts in. */
    static RecomputeRequest of(SentimentBar bar) {
        Instant start = bar.interval() == Interval.D1 ? bar.start() : Interval.D1.startOf(bar.start(), CALENDAR);
        return new RecomputeRequest(bar.symbol(), start);
    }

    /** Those of {@code sessions} that were taken over. */
    static Set<RecomputeRequest> among(Connection connection, Collection<RecomputeRequest> sessions)
            throws SQLException {
        Set<RecomputeRequest> found = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("select t.symbol, t.start"
                + " from recomputed_session t join unnest(?::text[], ?::text[]) as u (symbol, start)"
                + " on t.symbol = u.symbol and t.start = u.start::timestamptz")) {
            List<RecomputeRequest> all = List.copyOf(sessions);
            TextArray.set(statement, 1, all, RecomputeRequest::symbol);
            TextArray.set(statement, 2, all, session -> session.session().toString());
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                found.add(new RecomputeRequest(
                        row.getString(1), row.getTimestamp(2).toInstant()));
            }
        }
        return found;
    }
}
