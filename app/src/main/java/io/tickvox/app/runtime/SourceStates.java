package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.SourceKeys;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.LiveSources;
import io.tickvox.sources.live.IntakeStore;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceInfo.Readiness;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.SourceTables;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the live sources are, for those who ask from outside: as the running stack wrote it last, else as the settings say. */
public final class SourceStates {
    /**
     * A source.
     *
     * @param state as in table {@code source_status}; {@code ready} if it does not run but would, {@code unknown} if a stack
     *     runs and does not tell
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

        /** Whether it runs, as far as the settings tell, and how it is cannot be read. */
        public boolean isUnknown() {
            return state.equals(UNKNOWN);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String UNKNOWN = "unknown";

    private SourceStates() {}

    /** All sources. */
    public static List<Entry> of(Config config, Path dataDir) {
        if (DataDir.running(dataDir).isEmpty()) {
            return all(factory -> settled(config, factory.info(), "ready", "not running now"));
        }
        Map<String, SourceTables.StatusRow> rows = new HashMap<>();
        try (Connection connection = connect(config, dataDir)) {
            SourceTables.status(connection).forEach(row -> rows.put(row.source(), row));
        } catch (TickvoxException | SQLException e) {
            String why = "running; its state cannot be read: " + e.getMessage();
            return all(factory -> settled(config, factory.info(), UNKNOWN, why));
        }
        return all(factory -> {
            SourceTables.StatusRow row = rows.get(factory.info().name());
            return row == null
                    ? settled(config, factory.info(), "ready", "not running now")
                    : new Entry(row.source(), row.state(), row.landed(), row.lastAt(), row.detail());
        });
    }

    /**
     * What is kept of each source by its name, as {@link IntakeStore#recall} gives it.
     *
     * @throws TickvoxException if a stack runs and its database cannot be read; if none runs, what cannot be read is left out
     */
    public static Map<String, Map<String, String>> kept(Config config, Path dataDir) {
        Map<String, Map<String, String>> kept = new HashMap<>();
        try (Connection connection = connect(config, dataDir)) {
            for (SourceFactory factory : LiveSources.all()) {
                String name = factory.info().name();
                kept.put(name, SourceTables.memory(connection, name));
            }
        } catch (TickvoxException | SQLException e) {
            if (DataDir.running(dataDir).isPresent()) {
                throw new TickvoxException(
                        ErrorCode.POSTGRES_UNAVAILABLE,
                        "Cannot read what is kept of the sources: "
                                + String.valueOf(e.getMessage()).replaceFirst("[. ]+$", ""),
                        e);
            }
        }
        return kept;
    }

    private static List<Entry> all(Function<SourceFactory, Entry> entry) {
        return LiveSources.all().stream().map(entry).toList();
    }

    /** How a source is as far as the settings tell: disabled, or {@code otherwise}. */
    private static Entry settled(Config config, SourceInfo info, String otherwise, String why) {
        if (!SourceKeys.isEnabled(config, info)) {
            return new Entry(info.name(), "disabled", null, null, "not among sources.enabled");
        }
        Readiness readiness = info.readiness(SourceKeys.settings(config, info));
        return readiness.isReady()
                ? new Entry(info.name(), otherwise, null, null, info.follows() + "; " + why)
                : new Entry(info.name(), "disabled", null, null, readiness.lack());
    }

    private static Connection connect(Config config, Path dataDir) throws SQLException {
        Optional<DatabaseAddress> external = DatabasePart.external(config);
        if (external.isPresent()) {
            try {
                return external.get().connect(PATIENCE);
            } catch (SQLException e) {
                throw DatabasePart.unreachable(external.get(), e);
            }
        }
        EmbeddedPostgres own = EmbeddedPostgres.attach(dataDir)
                .orElseThrow(() -> new TickvoxException(
                        ErrorCode.POSTGRES_UNAVAILABLE,
                        "Cannot find a PostgreSQL that runs in " + dataDir.resolve("postgres")
                                + ". If the stack uses another, set postgres.url"));
        return new DatabaseAddress(own.jdbcUrl(), own.user(), own.password()).connect(PATIENCE);
    }
}
