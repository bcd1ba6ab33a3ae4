package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: a JobManager and one TaskManager. A TaskManager that dies is replaced, since the
 * cluster does not do it by itself and the job would wait for slots for ever.
 */
final class EmbeddedFlink implements FlinkCluster {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final Duration WATCH = Duration.ofSeconds(2);
    private static final int MISSED_BEFORE_REPLACED = 2;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final MiniCluster cluster;
    private final MiniClusterClient client;
    private final Configuration configuration;
    private final Consumer<String> onFatal;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-flink-watch");
        thread.setDaemon(true);
        return thread;
    });
    private int missed;

    private EmbeddedFlink(MiniCluster cluster, Configuration configuration, Consumer<String> onFatal) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.client = new MiniClusterClient(configuration, cluster);
        this.onFatal = onFatal;
    }

    /**
     * Starts the cluster.
     *
     * @param folder its own folder; made if it does not exist
     * @param onFatal told what went wrong if the cluster gives up later on
     */
    static EmbeddedFlink start(Path folder, FlinkSettings settings, Consumer<String> onFatal) {
        try {
            Path temporary = folder.resolve("tmp");
            clear(temporary);
            Files.createDirectories(temporary);
            Configuration configuration = settings.cluster(folder);
            MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setConfiguration(configuration)
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(settings.parallelism())
                    .setRpcServiceSharing(RpcServiceSharing.SHARED)
                    .build());
            cluster.start();
            EmbeddedFlink flink = new EmbeddedFlink(cluster, configuration, onFatal);
            flink.watch.scheduleWithFixedDelay(flink::look, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
            return flink;
        } catch (Exception e) {
            throw new TickvoxException(ErrorCode.FLINK_UNAVAILABLE, "Cannot start Flink: " + e.getMessage(), e);
        }
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public List<URL> jars() {
        return List.of();
    }

    /** Always the same, so that checkpoints of all runs stand in one folder. */
    @Override
    public JobID nextJobId() {
        return new JobID(Arrays.copyOf("tickvox-pipeline".getBytes(StandardCharsets.US_ASCII), JobID.SIZE));
    }

    @Override
    public Optional<String> lastFailure(JobID job) {
        try {
            ErrorInfo failure = cluster.getArchivedExecutionGraph(job)
                    .get(WATCH.toMillis(), TimeUnit.MILLISECONDS)
                    .getFailureInfo();
            return Optional.ofNullable(failure).map(info -> rootOf(info.getExceptionAsString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** The innermost cause in a printed stack trace. */
    private static String rootOf(String trace) {
        String mark = "Caused by: ";
        int last = trace.lastIndexOf(mark);
        return trace.substring(last < 0 ? 0 : last + mark.length())
                .lines()
                .findFirst()
                .orElse("");
    }

    @Override
    public String description() {
        return "inside this process";
    }

    private void look() {
        try {
            if (!cluster.isRunning()) {
                onFatal.accept("Flink has stopped; see the log");
                return;
            }
            int workers = cluster.requestClusterOverview()
                    .get(WATCH.toMillis(), TimeUnit.MILLISECONDS)
                    .getNumTaskManagersConnected();
            missed = workers == 0 ? missed + 1 : 0;
            if (missed >= MISSED_BEFORE_REPLACED) {
                log.warn("No TaskManager is registered: starting one");
                missed = 0;
                cluster.startTaskManager();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("Cannot ask Flink how it is: {}", e.toString());
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            cluster.closeAsync().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("Cannot stop Flink cleanly: {}", e.toString());
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
