package io.tickvox.app.runtime;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.ScorerKeys;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.DatabaseCheck;
import io.tickvox.store.ReaderRole;
import io.tickvox.store.embedded.EmbeddedPostgres;
import io.tickvox.text.LinearModel;
import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.ClassifierFactory;
import io.tickvox.text.classifier.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a stack on a data folder needs or has, and changes nothing. */
public final class Diagnosis {
    private static final String SENTENCE = "Apple beats expectations with strong earnings.";
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 3;
    private static final long ENOUGH_DISK = 2L << 30;
    private static final long ENOUGH_HEAP = 512L << 20;

    private final Config config;
    private final Path dataDir;
    private final Optional<DataDir.Running> running;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, @Nullable Object> connect = new LinkedHashMap<>();

    public Diagnosis(Config config, Path dataDir) {
        this.config = config;
        this.dataDir = dataDir;
        this.running = DataDir.running(dataDir);
    }

    /**
     * One thing that was looked at.
     *
     * @param code what kind of trouble it is; null if it is as it should be
     */
    public record Finding(String check, @Nullable ErrorCode code, String detail) {
        public boolean isHealthy() {
            return code == null;
        }
    }

    /** All findings. */
    public List<Finding> run() {
        java();
        folder();
        postgres();
        kafka();
        flink();
        server();
        scorer();
        sources();
        return List.copyOf(findings);
    }

    /** How to reach the database as the user who may only read; empty if none runs. After {@link #run}. */
    public Map<String, @Nullable Object> connect() {
        return connect;
    }

    private void good(String check, String detail) {
        findings.add(new Finding(check, null, detail));
    }

    private void bad(String check, ErrorCode code, String detail) {
        findings.add(new Finding(check, code, detail));
    }

    private void java() {
        long heap = Runtime.getRuntime().maxMemory();
        String detail = System.getProperty("java.version") + " at " + System.getProperty("java.home") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
        if (Runtime.version().feature() < 17) {
            bad("java", ErrorCode.INVALID_CONFIG, detail + ": 17 or later is needed");
        } else {
            good("java", detail);
        }
        if (heap < ENOUGH_HEAP && System.getProperty("tickvox.home") == null) {
            bad("memory", ErrorCode.INVALID_CONFIG, heap / (1 << 20) + " MiB of heap: at least 512 are needed");
        }
    }

    private void folder() {
        Path existing = dataDir;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isWritable(existing)) {
            bad("data folder", ErrorCode.FILE_UNREADABLE, dataDir + ": no right to write there");
            return;
        }
        try {
            FileStore store = Files.getFileStore(existing);
            long free = store.getUsableSpace();
            String holds = DataDir.kind(dataDir)
                    .map(kind -> ", holds " + kind + " data")
                    .orElse(", empty");
            String used =
                    running.map(stack -> ", in use by process " + stack.pid()).orElse("");
            String detail = dataDir + holds + used + ", " + free / (1 << 30) + " GiB free";
            if (free < ENOUGH_DISK) {
                bad("data folder", ErrorCode.DISK_FULL, detail + ": at least 2 are needed");
            } else {
                good("data folder", detail);
            }
        } catch (IOException e) {
            bad("data folder", ErrorCode.FILE_UNREADABLE, dataDir + ": " + e.getMessage());
        }
    }

    private void postgres() {
        Optional<DatabaseAddress> external = DatabasePart.external(config);
        if (external.isPresent()) {
            ask(external.get());
            connection(external.get(), null);
            return;
        }
        Optional<EmbeddedPostgres> own;
        try {
            own = EmbeddedPostgres.attach(dataDir);
        } catch (TickvoxException e) {
            bad("postgres", e.code(), String.valueOf(e.getMessage()));
            return;
        }
        if (own.isEmpty()) {
            good(
                    "postgres",
                    EmbeddedPostgres.exists(dataDir) ? "inside, not running now" : "inside, made at first start");
            return;
        }
        DatabaseAddress address = new DatabaseAddress(
                own.get().jdbcUrl(), own.get().user(), own.get().password());
        ask(address);
        connection(address, own.get().readerPasswordFile());
    }

    private void ask(DatabaseAddress address) {
        try (HikariDataSource pool = address.pool(CONNECTIONS)) {
            DatabaseCheck check = DatabaseCheck.of(pool);
            if (check.reachable()) {
                good("postgres", address.url() + ", " + check.detail());
            } else {
                bad("postgres", ErrorCode.POSTGRES_UNAVAILABLE, address.url() + ": " + check.detail());
            }
        }
    }

    private void connection(DatabaseAddress address, @Nullable Path passwordFile) {
        URI uri = URI.create(address.url().substring("jdbc:".length()));
        connect.put("host", String.valueOf(uri.getHost()));
        connect.put("port", uri.getPort() < 0 ? 5432 : uri.getPort());
        connect.put("database", uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", ""));
        connect.put("user", ReaderRole.NAME);
        connect.put("password_file", passwordFile == null ? null : passwordFile.toString());
        connect.put("sslmode", passwordFile == null ? sslMode(uri) : "disable");
    }

    /** As the address says; what PostgreSQL's clients do otherwise, where it says nothing. */
    private static String sslMode(URI uri) {
        return Stream.of(String.valueOf(uri.getQuery()).split("&"))
                .filter(parameter -> parameter.startsWith("sslmode="))
                .map(parameter -> parameter.substring("sslmode=".length()))
                .findFirst()
                .orElse("prefer");
    }

    private void kafka() {
        Optional<String> external = config.optional(Keys.KAFKA_BOOTSTRAP_SERVERS);
        String address = external.or(() -> running.map(DataDir.Running::kafka)).orElse(null);
        if (address == null) {
            port("kafka", config.value(Keys.KAFKA_PORT), "inside, not running now");
            return;
        }
        int millis = (int) ANSWER.toMillis();
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", address, "default.api.timeout.ms", millis, "request.timeout.ms", millis))) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            good("kafka", address + ", " + brokers + (brokers == 1 ? " broker" : " brokers"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            bad("kafka", ErrorCode.KAFKA_UNAVAILABLE, address + " does not answer: check kafka.bootstrap-servers");
        }
    }

    private void flink() {
        String target = config.value(Keys.FLINK_TARGET);
        if (target.equals("embedded")) {
            good("flink", running.isPresent() ? "inside, running" : "inside, not running now");
            return;
        }
        get(URI.create(target).resolve("/overview"))
                .filter(answer -> answer.statusCode() == 200)
                .ifPresentOrElse(
                        answer -> good("flink", target + " answers"),
                        () -> bad(
                                "flink", ErrorCode.FLINK_UNAVAILABLE, target + " does not answer: check flink.target"));
    }

    private void server() {
        String served = running.map(DataDir.Running::server).orElse(null);
        if (served == null) {
            port("server", config.value(Keys.SERVER_PORT), "not running now");
            return;
        }
        get(URI.create(served + "/health"))
                .ifPresentOrElse(
                        answer -> good(
                                "server", served + (answer.statusCode() == 200 ? ", healthy" : ", not healthy yet")),
                        () -> bad("server", ErrorCode.INTERNAL, served + " does not answer"));
    }

    private void scorer() {
        ClassifierFactory chosen;
        try {
            chosen = ScorerKeys.classifier(config).orElse(null);
        } catch (TickvoxException e) {
            bad("scorer", e.code(), String.valueOf(e.getMessage()));
            return;
        }
        if (chosen == null) {
            good("scorer", "linear, " + LinearModel.shipped().name());
            return;
        }
        long start = System.nanoTime();
        try (Classifier classifier = chosen.open()) {
            Verdict verdict = classifier.classify(List.of(SENTENCE)).get(0);
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (verdict instanceof Verdict.Judged judged) {
                good("scorer", judged.model() + " judged a sentence in " + millis + " ms");
            } else {
                bad("scorer", ErrorCode.SCORER_UNAVAILABLE, chosen.name() + " did not judge a sentence: " + verdict);
            }
        } catch (TickvoxException e) {
            bad("scorer", e.code(), String.valueOf(e.getMessage()));
        } catch (CallFailure e) {
            bad("scorer", ErrorCode.SCORER_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            bad(
                    "scorer",
                    ErrorCode.SCORER_UNAVAILABLE,
                    chosen.name() + " failed: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sources() {
        if (DataDir.kind(dataDir).filter(DataDir.Kind.SIMULATED::equals).isPresent()) {
            good("sources", "simulated; the demo asks no network");
            return;
        }
        for (SourceStates.Entry entry : SourceStates.of(config, dataDir)) {
            findings.add(finding(entry));
        }
    }

    static Finding finding(SourceStates.Entry entry) {
        return new Finding(
                "source " + entry.source(),
                entry.isTrouble()
                        ? ErrorCode.SOURCE_UNAVAILABLE
                        : entry.isUnknown() ? ErrorCode.POSTGRES_UNAVAILABLE : null,
                entry.state() + (entry.detail().isEmpty() ? "" : ": " + entry.detail()));
    }

    private void port(String check, int port, String detail) {
        if (port == 0 || LoopbackPort.isFree(port)) {
            good(check, detail + (port == 0 ? "" : ", port " + port + " is free"));
        } else {
            bad(check, ErrorCode.PORT_IN_USE, "port " + port + " is in use by another program");
        }
    }

    private static Optional<HttpResponse<String>> get(URI address) {
        try {
            return Optional.of(HttpClient.newBuilder()
                    .connectTimeout(ANSWER)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address).timeout(ANSWER).build(),
                            HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
