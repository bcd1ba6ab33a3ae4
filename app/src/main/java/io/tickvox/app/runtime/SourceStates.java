package io.tickvox.app.runtime;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.SourceKeys;
import io.tickvox.sources.LiveSources;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceInfo.Readiness;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.SourceTables;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the live sources are, for those who ask from outside: as the running stack wrote it last, else as the settings say. */
public final class SourceStates {
    /**
     * A source.
     *
     * @param state as in table {@code source_status}, or {@code ready} if it would run
     * @param landed payloads landed since the data folder was made; null if unknown
     */
    public record Entry(
            String source,
            String state,
            @Nullable Long landed,
            @Nullable Instant lastAt,
            String detail) {
        /** Whether it is wanted and does not serve. */
        public boolean isTrouble() {
            return state.equals("refused") || state.equals("unreachable");
        }
    }

    private SourceStates() {}

    /** All sources. */
    public static List<Entry> of(Config config, Path dataDir) {
        Map<String, SourceTables.StatusRow> running = running(config, dataDir);
        List<Entry> entries = new ArrayList<>();
        for (SourceFactory factory : LiveSources.all()) {
            SourceInfo info = factory.info();
            SourceTables.StatusRow row = running.get(info.name());
            if (row != null) {
                entries.add(new Entry(info.name(), row.state(), row.landed(), row.lastAt(), row.detail()));
            } else {
                entries.add(settled(config, info));
            }
        }
        return entries;
    }

    private static Entry settled(Config config, SourceInfo info) {
        if (!SourceKeys.isEnabled(config, info)) {
            return new Entry(info.name(), "disabled", null, null, "not among sources.enabled");
        }
        Readiness readiness = info.readiness(SourceKeys.settings(config, info));
        return new Entry(
                info.name(),
                readiness.isReady() ? "ready" : "disabled",
                null,
                null,
                readiness.isReady() ? info.follows() + "; not running now" : readiness.lack());
    }

    private static Map<String, SourceTables.StatusRow> running(Config config, Path dataDir) {
        Map<String, SourceTables.StatusRow> rows = new HashMap<>();
        if (DataDir.running(dataDir).isEmpty()) {
            return rows;
        }
        Optional<DatabaseAddress> address = DatabasePart.external(config).or(() -> EmbeddedPostgres.attach(dataDir)
                .map(own -> new DatabaseAddress(own.jdbcUrl(), own.user(), own.password())));
        if (address.isEmpty()) {
            return rows;
        }
        try (HikariDataSource pool = address.get().pool(1);
                Connection connection = pool.getConnection()) {
            SourceTables.status(connection).forEach(row -> rows.put(row.source(), row));
        } catch (SQLException e) {
            return Map.of();
        }
        return rows;
    }
}
