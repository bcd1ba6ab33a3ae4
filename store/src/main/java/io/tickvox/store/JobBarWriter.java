package io.tickvox.store;

import io.tickvox.model.SentimentBar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the sentiment bars that the job makes, but for those of {@link RecomputedSessions}, which are computed anew. */
public final class JobBarWriter implements TableWriter<SentimentBar> {
    private static final long serialVersionUID = 1;

    private final SentimentBarWriter bars = new SentimentBarWriter();

    @Override
    public String table() {
        return bars.table();
    }

    @Override
    public String key(SentimentBar bar) {
        return bars.key(bar);
    }

    @Override
    public void write(Connection connection, Collection<? extends SentimentBar> rows) throws SQLException {
        SqlRunnable.inTransaction(connection, open -> {
            TableLock.BARS.share(open);
            Set<RecomputeRequest> sessions = new HashSet<>();
            rows.forEach(bar -> sessions.add(RecomputedSessions.of(bar)));
            Set<RecomputeRequest> taken = RecomputedSessions.among(open, sessions);
            if (taken.isEmpty()) {
                bars.write(open, rows);
                return;
            }
            List<SentimentBar> own = new ArrayList<>(rows.size());
            for (SentimentBar bar : rows) {
                if (!taken.contains(RecomputedSessions.of(bar))) {
                    own.add(bar);
                }
            }
            bars.write(open, own);
            RecomputeWriter.request(open, taken);
        });
    }
}
