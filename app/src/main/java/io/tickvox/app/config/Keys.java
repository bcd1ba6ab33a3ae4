package io.tickvox.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting there is. */
public final class Keys {
    public static final ConfigKey<Path> DATA_DIR = ConfigKey.unset(
            "data-dir",
            ValueType.PATH,
            "Folder that holds all state; by default one of the user's own, and for the demo one inside it.");
    public static final ConfigKey<List<String>> SYMBOLS = ConfigKey.unset(
            "symbols",
            ValueType.SYMBOLS,
            "Watchlist: tickers of the market page, and those that live sources are asked for. A replay keeps the mentions of"
                    + " these alone. All that are known if not set.");

    public static final ConfigKey<Path> SYMBOLS_FILE = ConfigKey.unset(
            "symbols-file",
            ValueType.PATH,
            "File of further symbols and names: lines of symbol,name,exchange,sector,other names separated by |.");

    public static final ConfigKey<String> KAFKA_BOOTSTRAP_SERVERS = ConfigKey.unset(
            "kafka.bootstrap-servers",
            ValueType.ADDRESSES,
            "Brokers of an external Kafka; if not set, one broker runs inside this process.");
    public static final ConfigKey<Integer> KAFKA_PORT =
            ConfigKey.of("kafka.port", ValueType.PORT, "0", "Loopback port of the broker inside; 0 takes a free one.");
    public static final ConfigKey<Integer> KAFKA_PARTITIONS = ConfigKey.of(
            "kafka.partitions",
            ValueType.wholeNumber("count", 1, 1_000),
            "2",
            "Partitions of each topic that Tickvox makes.");
    public static final ConfigKey<Duration> KAFKA_RETENTION = ConfigKey.of(
            "kafka.retention",
            ValueType.DURATION,
            "30d",
            "How long landed payloads are kept, from when they were landed; topics that exist keep theirs.");

    public static final ConfigKey<String> FLINK_TARGET = ConfigKey.of(
            "flink.target",
            ValueType.FLINK_TARGET,
            "embedded",
            "Where the job runs: inside this process, or on the cluster with this REST address.");
    public static final ConfigKey<Integer> FLINK_PARALLELISM = ConfigKey.of(
            "flink.parallelism",
            ValueType.wholeNumber("count", 1, 1_000),
            Runtime.getRuntime().availableProcessors() <= 2 ? "1" : "2",
            "Parallel instances of each of the job's operators; by default 2, or 1 where there are at most two processors.");
    public static final ConfigKey<String> FLINK_STATE_BACKEND = ConfigKey.of(
            "flink.state-backend",
            ValueType.oneOf("heap", "rocksdb"),
            "heap",
            "Where the job keeps its state: in memory, or in RocksDB on disk for state larger than memory.");
    public static final ConfigKey<Duration> FLINK_CHECKPOINT_INTERVAL = ConfigKey.of(
            "flink.checkpoint-interval",
            ValueType.DURATION,
            "30s",
            "Time between two checkpoints: what is worked through again after a failure.");
    public static final ConfigKey<String> FLINK_CHECKPOINT_DIR = ConfigKey.unset(
            "flink.checkpoint-dir",
            ValueType.TEXT,
            "Address of the checkpoints that the job's TaskManagers can write to; inside the data folder if not set.");

    public static final ConfigKey<Duration> PIPELINE_HORIZON = ConfigKey.of(
            "pipeline.horizon",
            ValueType.DURATION,
            "48h",
            "How far back, in event time, duplicates and copies are recognised and late posts correct their bars.");
    public static final ConfigKey<Duration> PIPELINE_FLUSH_INTERVAL = ConfigKey.of(
            "pipeline.flush-interval",
            ValueType.DURATION,
            "500ms",
            "Longest time between a change and its row in the tables.");

    public static final ConfigKey<String> POSTGRES_URL = ConfigKey.unset(
            "postgres.url",
            ValueType.POSTGRES_URL,
            "Address of an external PostgreSQL; if not set, one runs as a child of this process.");
    public static final ConfigKey<String> POSTGRES_USER = ConfigKey.of(
            "postgres.user", ValueType.TEXT, "tickvox", "User who owns the tables in an external PostgreSQL.");
    public static final ConfigKey<String> POSTGRES_PASSWORD =
            ConfigKey.secret("postgres.password", ValueType.TEXT, "That user's password.");
    public static final ConfigKey<Integer> POSTGRES_PORT = ConfigKey.of(
            "postgres.port", ValueType.PORT, "0", "Loopback port of the PostgreSQL inside; 0 takes a free one.");

    public static final ConfigKey<Duration> TABLES_UNSEEN_DELETIONS = ConfigKey.of(
            "tables.unseen-deletions",
            ValueType.DURATION,
            "30d",
            "How long it is remembered that a post was deleted which was never here. Where one was, that is for ever.");

    public static final ConfigKey<Boolean> SERVER_ENABLED =
            ConfigKey.of("server.enabled", ValueType.BOOLEAN, "true", "Whether to serve the dashboard and the API.");
    public static final ConfigKey<String> SERVER_HOST = ConfigKey.of(
            "server.host",
            ValueType.TEXT,
            "127.0.0.1",
            "Address to serve on; the API has no log-in, so keep it local.");
    public static final ConfigKey<Integer> SERVER_PORT = ConfigKey.of(
            "server.port", ValueType.PORT, "7070", "Port of the dashboard and the API; 0 takes a free one.");

    public static final ConfigKey<String> LOG_LEVEL = ConfigKey.of(
            "log.level",
            ValueType.oneOf("error", "warn", "info", "debug", "trace"),
            "info",
            "Least severe level that goes to the log file in the data folder.");

    private static final List<ConfigKey<?>> OWN = List.of(
            DATA_DIR,
            SYMBOLS,
            SYMBOLS_FILE,
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_PORT,
            KAFKA_PARTITIONS,
            KAFKA_RETENTION,
            FLINK_TARGET,
            FLINK_PARALLELISM,
            FLINK_STATE_BACKEND,
            FLINK_CHECKPOINT_INTERVAL,
            FLINK_CHECKPOINT_DIR,
            PIPELINE_HORIZON,
            PIPELINE_FLUSH_INTERVAL,
            POSTGRES_URL,
            POSTGRES_USER,
            POSTGRES_PASSWORD,
            POSTGRES_PORT,
            TABLES_UNSEEN_DELETIONS,
            SERVER_ENABLED,
            SERVER_HOST,
            SERVER_PORT,
            LOG_LEVEL);

    private static final List<ConfigKey<?>> ALL = Stream.of(OWN, ScorerKeys.keys(), SourceKeys.keys())
            .<ConfigKey<?>>flatMap(List::stream)
            .toList();

    private Keys() {}

    /** All keys in the order in which they are listed to people. */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }

    /** The key of this name. */
    public static Optional<ConfigKey<?>> find(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
