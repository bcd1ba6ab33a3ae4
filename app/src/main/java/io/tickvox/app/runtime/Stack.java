package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.logging.Logs;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.server.KafkaLiveFeed;
import io.tickvox.server.LiveFeed;
import io.tickvox.server.Server;
import io.tickvox.server.ServerDependencies;
import io.tickvox.server.ServerSettings;
import io.tickvox.sources.Landing;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.kafka.KafkaLanding;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.ListingWriter;
import io.tickvox.store.query.Queries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs together: PostgreSQL, Kafka, Flink with the job, and the web server, each inside or external as the
 * settings say. The parts start side by side; the first that fails stops the others.
 */
public final class Stack implements AutoCloseable {
    private static final Duration RESOURCE_LOOK = Duration.ofSeconds(1);

    private final StackSettings settings;
    private final Config config;
    private final DataDir dataDir;
    private final Parts parts = new Parts();
    private final StackStatus status;
    private final CompletableFuture<TickvoxException> fault = new CompletableFuture<>();

    private volatile @Nullable DatabasePart database;
    private volatile @Nullable KafkaPart kafka;
    private volatile @Nullable PipelineRun job;
    private volatile @Nullable CountingLanding landing;
    private volatile @Nullable Recomputing recomputing;
    private volatile @Nullable AccountDeletions accounts;
    private volatile @Nullable LiveIntake intake;
    private volatile @Nullable URI address;
    private volatile Optional<List<String>> watchlist;

    private Stack(StackSettings settings, DataDir dataDir) {
        this.settings = settings;
        this.config = settings.config();
        this.dataDir = dataDir;
        this.status = new StackStatus(settings.clock());
        this.watchlist = config.optional(Keys.SYMBOLS);
    }

    /**
     * A stack on its data folder, which it has from now on; nothing of it runs yet.
     *
     * @throws TickvoxException if the folder cannot be had; see {@link DataDir#open}
     */
    public static Stack on(StackSettings settings) throws Exception {
        DataDir dataDir = DataDir.open(settings.dataDir(), settings.kind());
        Logs.toFile(dataDir.logFile(), settings.config().value(Keys.LOG_LEVEL));
        Stack stack = new Stack(settings, dataDir);
        stack.parts.open(Parts.Kind.DATA_DIR, () -> dataDir);
        return stack;
    }

    /**
     * Starts all parts and returns once the job runs. The web server answers as soon as the database does.
     *
     * @param serving told the dashboard's address as soon as it is served
     * @throws TickvoxException what the first part that failed said; the others are stopped by then
     */
    public void start(Consumer<URI> serving) throws InterruptedException {
        try (SideBySide steps = new SideBySide("tickvox-start")) {
            steps.run(this::watchResources);
            KafkaPart broker = KafkaPart.at(config, dataDir.folder());
            kafka = broker;
            CompletableFuture<Void> tables = steps.run(this::startDatabase);
            CompletableFuture<Void> topics = steps.run(() -> startKafka(broker));
            CompletableFuture<FlinkCluster> flink = steps.call(this::startFlink);
            steps.runAfter(CompletableFuture.allOf(tables, topics), this::followSources);
            steps.runAfter(tables, () -> serve(broker.address(), serving));
            steps.runAfter(tables, this::writeListings);
            CompletableFuture<Void> scorer = steps.run(this::openScorer);
            steps.runAfter(
                    CompletableFuture.allOf(tables, topics, flink, scorer), () -> startJob(broker, flink.join()));
            steps.await();
            URI served = address;
            dataDir.announce(new DataDir.Running(
                    ProcessHandle.current().pid(),
                    broker.address(),
                    database().address().url(),
                    served == null ? null : served.toString()));
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void watchResources() throws Exception {
        DiskSpace.check(dataDir.folder());
        List<ResourceWatch.Check> checks = new ArrayList<>();
        checks.add(() -> DiskSpace.check(dataDir.folder()));
        HeapSpace.ofProcess().ifPresent(heap -> checks.add(heap::check));
        parts.open(Parts.Kind.STATUS, () -> ResourceWatch.start(RESOURCE_LOOK, checks, fault::complete));
    }

    /** What is told that a part has given up; with a full disk, the disk is to blame. */
    private Consumer<String> gaveUp(ErrorCode code) {
        return reason -> {
            TickvoxException failure = new TickvoxException(code, reason);
            try {
                DiskSpace.check(dataDir.folder());
            } catch (TickvoxException full) {
                failure = full;
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
            fault.complete(failure);
        };
    }

    private void startDatabase() throws Exception {
        status.starting("postgres");
        DatabasePart opened = DatabasePart.open(
                config, dataDir.folder(), settings.kind(), parts, gaveUp(ErrorCode.POSTGRES_UNAVAILABLE));
        database = opened;
        status.up("postgres", opened.description(), () -> {
            try (Connection connection = opened.pool().getConnection()) {
                return connection.isValid(5);
            }
        });
        status.follow(new TableCounts(opened.pool()));
    }

    private void startKafka(KafkaPart broker) throws Exception {
        status.starting("kafka");
        broker.start(parts, gaveUp(ErrorCode.KAFKA_UNAVAILABLE));
        status.up("kafka", broker.description(), () -> !broker.rawEnds().isEmpty());
        status.starting("landing");
        CountingLanding opened = parts.open(
                Parts.Kind.LANDING, () -> new CountingLanding(KafkaLanding.open(broker.address()), settings.clock()));
        landing = opened;
        status.up("landing", "topics on " + broker.address(), () -> true);
        status.follow(opened);
    }

    private void followSources() throws Exception {
        String brokers = kafkaAddress();
        accounts = parts.open(Parts.Kind.ACCOUNTS, () -> {
            AccountDeletions deletions =
                    new AccountDeletions(database().pool(), () -> KafkaLanding.open(brokers), settings.clock());
            return settings.live() ? deletions.started() : deletions;
        });
        if (!settings.live()) {
            return;
        }
        parts.open(Parts.Kind.RETENTION, () -> new DeletionRetention(
                        database().pool(), config.value(Keys.TABLES_UNSEEN_DELETIONS), settings.clock())
                .started());
        Landing reopening =
                parts.open(Parts.Kind.LANDING, () -> new ReopeningLanding(() -> KafkaLanding.open(brokers)));
        LiveIntake started = parts.open(
                Parts.Kind.SOURCE,
                () -> LiveIntake.start(config, reopening, database().pool(), settings.market(), settings.clock()));
        intake = started;
        status.follow(started::reports);
    }

    private FlinkCluster startFlink() throws Exception {
        status.starting("flink");
        Path folder = dataDir.folder().resolve("flink");
        FlinkSettings flink = FlinkSettings.of(config, folder);
        String target = config.value(Keys.FLINK_TARGET);
        return parts.open(
                Parts.Kind.FLINK,
                () -> target.equals("embedded")
                        ? EmbeddedFlink.start(folder, flink, gaveUp(ErrorCode.FLINK_UNAVAILABLE))
                        : RemoteFlink.connect(URI.create(target), flink));
    }

    private void openScorer() throws Exception {
        status.follow(parts.open(Parts.Kind.SCORER, () -> ScorerPart.open(config)));
    }

    private void startJob(KafkaPart broker, FlinkCluster flink) throws Exception {
        Path folder = dataDir.folder().resolve("flink");
        PipelineRun started = parts.open(
                Parts.Kind.JOB,
                () -> PipelineRun.start(
                        flink,
                        "tickvox " + settings.kind() + " " + broker.address(),
                        FlinkSettings.of(config, folder).checkpoints(),
                        environment -> settings.market()
                                .defineJob(
                                        environment,
                                        broker.address(),
                                        KafkaPart.JOB_GROUP,
                                        database().address(),
                                        config,
                                        settings.live() ? null : watchlist.orElse(null))));
        job = started;
        recomputing = parts.open(
                Parts.Kind.RECOMPUTING,
                () -> Recomputing.start(
                        database().address(), started, config.value(Keys.PIPELINE_HORIZON), settings.clock()));
        status.up("flink", "Flink " + flink.description(), started::isRunning);
        status.follow(started, broker, settings.kind());
    }

    private void writeListings() throws Exception {
        try (Connection connection = database().pool().getConnection()) {
            connection.setAutoCommit(true);
            new ListingWriter().write(connection, settings.market().listings());
        }
    }

    private void serve(String brokers, Consumer<URI> serving) throws Exception {
        if (!settings.server()) {
            return;
        }
        status.starting("server");
        LiveFeed feed = parts.open(Parts.Kind.FEED_OF_EVENTS, () -> KafkaLiveFeed.start(brokers));
        ServerSettings wanted = ServerSettings.defaults(settings.version())
                .withAddress(config.value(Keys.SERVER_HOST), config.value(Keys.SERVER_PORT))
                .withSimulated(settings.kind() == DataDir.Kind.SIMULATED)
                .withWatchlist(() -> watchlist);
        ServerDependencies dependencies = new ServerDependencies(
                new Queries(database().pool()),
                feed,
                status,
                settings.market().linker(),
                settings.market().scorer(),
                settings.clock());
        Server server = parts.open(Parts.Kind.SERVER, () -> Server.start(wanted, dependencies));
        address = server.uri();
        status.up("server", server.uri().toString(), () -> true);
        serving.accept(server.uri());
    }

    private DatabasePart database() {
        return Objects.requireNonNull(database, "the database is not started yet");
    }

    private KafkaPart kafka() {
        return Objects.requireNonNull(kafka, "Kafka is not started yet");
    }

    /** The database, as its owner reaches it. */
    public DatabaseAddress databaseAddress() {
        return database().address();
    }

    /** Kafka's bootstrap servers. */
    public String kafkaAddress() {
        return kafka().address();
    }

    /** Where payloads land. */
    public PartitionedLanding landing() {
        return Objects.requireNonNull(landing, "the landing is not open yet");
    }

    /** How many payloads have landed since the start. */
    public long landed() {
        CountingLanding counting = landing;
        return counting == null
                ? 0
                : counting.counts().values().stream()
                        .mapToLong(CountingLanding.Count::landed)
                        .sum();
    }

    /**
     * Takes up a changed watchlist. With live sources the job keeps the mentions of all tickers, so that none of it hangs on
     * when a ticker came onto the list.
     *
     * @param asked the tickers that live sources ask for
     * @param shown the tickers of the market page; empty for all that have data
     * @return whether anything has changed
     */
    public boolean follow(List<String> asked, Optional<List<String>> shown) {
        boolean showsOthers = !shown.equals(watchlist);
        watchlist = shown;
        LiveIntake running = intake;
        boolean asksForOthers = running != null && running.followSymbols(asked);
        return asksForOthers || showsOthers;
    }

    /** The state of all parts, for the status page; sources report here. */
    public StackStatus status() {
        return status;
    }

    /** Makes a checkpoint now; false if that did not succeed, as while the job restarts. */
    public boolean checkpoint() throws InterruptedException {
        PipelineRun running = Objects.requireNonNull(job, "the job is not started yet");
        running.end().ifPresent(reason -> {
            throw new TickvoxException(ErrorCode.FLINK_UNAVAILABLE, "The job has ended: " + reason);
        });
        return running.checkpoint();
    }

    /** Computes anew what the job has asked for so far; false if more is waiting by then. */
    boolean recompute() throws InterruptedException, SQLException {
        Recomputing running = Objects.requireNonNull(recomputing, "the job is not started yet");
        running.workOff();
        return !running.isPending();
    }

    /** Lands the deletion of posts in the tables whose authors have gone; false if there were any. */
    boolean deleteGone() throws SQLException {
        return Objects.requireNonNull(accounts, "the topics are not there yet").workOff() == 0;
    }

    /** What made the job fail last. */
    String lastFailure() {
        return Objects.requireNonNull(job, "the job is not started yet").lastFailure();
    }

    /** How many landed records the job's last checkpoint had not reached. */
    public long recordsBehind() throws InterruptedException {
        return kafka().behind();
    }

    /** Completes with what went wrong if a part gives up while the stack runs. */
    public CompletableFuture<TickvoxException> fault() {
        return fault.copy();
    }

    /** Stops all parts: the job with a savepoint, then what it needs. Further calls wait until that is done. */
    @Override
    public void close() {
        status.close();
        parts.close();
    }
}
