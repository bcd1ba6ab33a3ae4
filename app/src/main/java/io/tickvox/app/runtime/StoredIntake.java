package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.CoverageGap;
import io.tickvox.sources.live.IntakeStore;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.store.KeptPosts;
import io.tickvox.store.SourceTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What the intake keeps, in the tables; each call is a transaction of its own. */
final class StoredIntake implements IntakeStore {
    private final DataSource database;
    private final Clock clock;

    StoredIntake(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Map<String, String> recall(String source) {
        return within(connection -> SourceTables.memory(connection, source));
    }

    @Override
    public void remember(String source, Map<String, String> values) {
        within(connection -> {
            SourceTables.remember(connection, source, values, clock.instant());
            return true;
        });
    }

    @Override
    public List<CoverageGap> openGaps(String source) {
        return within(connection -> SourceTables.openGaps(connection, source)).stream()
                .map(row -> new CoverageGap(
                        row.source(), row.symbol(), row.start(), row.end(), Coverage.of(row.missing()), row.reason()))
                .toList();
    }

    @Override
    public void write(Collection<CoverageGap> gaps) {
        within(connection -> {
            SourceTables.writeGaps(connection, rows(gaps), clock.instant());
            return true;
        });
    }

    @Override
    public void remove(Collection<CoverageGap> gaps) {
        within(connection -> {
            SourceTables.removeGaps(connection, rows(gaps));
            return true;
        });
    }

    @Override
    public void report(Collection<SourceReport> reports) {
        within(connection -> {
            SourceTables.writeStatus(
                    connection, reports.stream().map(StoredIntake::row).toList(), clock.instant());
            return true;
        });
    }

    @Override
    public Set<String> keptPosts(String source, Collection<String> ids) {
        return within(connection -> KeptPosts.posts(connection, source, ids));
    }

    @Override
    public Set<String> keptAuthors(String source, Collection<String> ids) {
        return within(connection -> KeptPosts.authors(connection, source, ids));
    }

    @Override
    public Map<String, Instant> keptSince(String source, Instant from) {
        return within(connection -> KeptPosts.since(connection, source, from));
    }

    private static SourceTables.StatusRow row(SourceReport report) {
        Duration lag = report.lag();
        return new SourceTables.StatusRow(
                report.source(),
                report.state().name().toLowerCase(Locale.ROOT),
                report.detail(),
                report.landed(),
                report.lastAt(),
                lag == null ? null : (Long) lag.toMillis());
    }

    private static List<SourceTables.GapRow> rows(Collection<CoverageGap> gaps) {
        return gaps.stream()
                .map(gap -> new SourceTables.GapRow(
                        gap.source(),
                        gap.symbol(),
                        gap.start(),
                        gap.end(),
                        gap.missing().id(),
                        gap.reason()))
                .toList();
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T within(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot keep the state of the sources: " + e.getMessage(), e);
        }
    }
}
