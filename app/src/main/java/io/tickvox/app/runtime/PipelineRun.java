package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job on a cluster, from its start at the newest checkpoint to its stop with a savepoint. */
final class PipelineRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PipelineRun.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;
    private static final Duration SAVEPOINT = Duration.ofMinutes(2);

    private final FlinkCluster cluster;
    private final ClusterClient<?> client;
    private final JobID id;
    private final String checkpoints;

    private PipelineRun(FlinkCluster cluster, JobID id, String checkpoints) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.id = id;
        this.checkpoints = checkpoints;
    }

    /**
     * Starts the job where its newest checkpoint left it. One of this name that already runs on the cluster is taken over.
     *
     * @param name the job's name, one for each data folder
     * @param checkpoints address of the folder of its checkpoints
     * @param definition lays the job out
     */
    static PipelineRun start(
            FlinkCluster cluster, String name, String checkpoints, Consumer<StreamExecutionEnvironment> definition) {
        ClusterClient<?> client = cluster.client();
        try {
            Optional<JobID> running = find(client, name);
            if (running.isPresent()) {
                log.info("Took over job {} '{}'", running.get(), name);
                return new PipelineRun(cluster, running.get(), checkpoints);
            }
            CheckpointStore store = new CheckpointStore(checkpoints);
            store.removeIncomplete();
            Configuration configuration = new Configuration(cluster.configuration());
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
            definition.accept(environment);
            var streamGraph = environment.getStreamGraph();
            streamGraph.setJobName(name);
            JobGraph graph = streamGraph.getJobGraph(PipelineRun.class.getClassLoader(), cluster.nextJobId());
            cluster.jars().forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toString())));
            store.newest().ifPresent(checkpoint -> {
                checkpoint.requireBackend(configuration.get(StateBackendOptions.STATE_BACKEND));
                log.info("Job '{}' resumes from {}", name, checkpoint.address());
                graph.setSavepointRestoreSettings(
                        SavepointRestoreSettings.forPath(checkpoint.address(), false, RecoveryClaimMode.CLAIM));
            });
            PipelineRun run = new PipelineRun(cluster, await(client.submitJob(graph), ANSWER), checkpoints);
            run.awaitRunning();
            return run;
        } catch (Exception e) {
            throw failure("Cannot start the job " + cluster.description(), e);
        }
    }

    private static Optional<JobID> find(ClusterClient<?> client, String name) throws Exception {
        return await(client.listJobs(), ANSWER).stream()
                .filter(job -> job.getJobName().equals(name))
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .map(JobStatusMessage::getJobId)
                .findFirst();
    }

    /** Flink's word for how the job is, in lower case. */
    String state() {
        try {
            return await(client.getJobStatus(id), ANSWER).name().toLowerCase(Locale.ROOT);
        } catch (Exception e) {
            return "unknown";
        }
    }

    /** What made the job fail last, as far as is known. */
    String lastFailure() {
        return cluster.lastFailure(id).orElse("see the log of Flink " + cluster.description());
    }

    /**
     * Whether the job runs.
     *
     * @throws TickvoxException with the reason if it has failed and is being restarted
     */
    boolean isRunning() {
        String state = state();
        if (state.equals("restarting") || state.equals("failing")) {
            throw new TickvoxException(
                    ErrorCode.FLINK_UNAVAILABLE, "the job failed and is being restarted: " + lastFailure());
        }
        return end().isEmpty();
    }

    /** Why the job ended, if it has ended by itself. */
    Optional<String> end() {
        try {
            JobStatus status = await(client.getJobStatus(id), ANSWER);
            if (!status.isGloballyTerminalState()) {
                return Optional.empty();
            }
            return Optional.of(await(client.requestJobResult(id), ANSWER)
                    .getSerializedThrowable()
                    .map(failure -> rootMessage(failure.deserializeError(PipelineRun.class.getClassLoader())))
                    .orElse(status.name().toLowerCase(Locale.ROOT)));
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    /** Makes a checkpoint now; false if it did not succeed, as while the job starts. */
    boolean checkpoint() throws InterruptedException {
        try {
            await(client.triggerCheckpoint(id, CheckpointType.CONFIGURED), SAVEPOINT);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            log.debug("No checkpoint now: {}", e.toString());
            return false;
        }
    }

    /**
     * Stops the job with a savepoint that the next start resumes from, whatever state backend it uses; without one if that
     * fails.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        try {
            while (!stopWithSavepoint(System.nanoTime() > deadline)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tries once. While some of the job's tasks are still starting it cannot be stopped so.
     *
     * @param last whether there will be no further try
     * @return whether there is nothing more to try
     */
    private boolean stopWithSavepoint(boolean last) throws InterruptedException {
        try {
            JobStatus status = await(client.getJobStatus(id), ANSWER);
            if (status.isGloballyTerminalState()) {
                return true;
            }
            String savepoint =
                    await(client.stopWithSavepoint(id, false, checkpoints, SavepointFormatType.CANONICAL), SAVEPOINT);
            log.info("The job stopped with savepoint {}", savepoint);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (last) {
                log.warn(
                        "Cannot stop the job with a savepoint; it will resume from its last checkpoint: {}",
                        rootMessage(e));
                cancel();
            }
            return last;
        }
    }

    /** Ends the job as it is, so that it does not go on without us on a cluster elsewhere. Its checkpoints stay. */
    private void cancel() throws InterruptedException {
        try {
            await(client.cancel(id), ANSWER);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Cannot cancel the job {}: {}", id, rootMessage(e));
        }
    }

    private void awaitRunning() throws InterruptedException {
        long deadline = System.nanoTime() + ANSWER.toNanos();
        while (System.nanoTime() < deadline && !state().equals("running")) {
            end().ifPresent(reason -> {
                throw new TickvoxException(ErrorCode.FLINK_UNAVAILABLE, "The job ended at its start: " + reason);
            });
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static TickvoxException failure(String what, Exception e) {
        return e instanceof TickvoxException known
                ? known
                : new TickvoxException(ErrorCode.FLINK_UNAVAILABLE, what + ": " + rootMessage(e), e);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = root.getMessage();
        return root.getClass().getSimpleName()
                + (text == null ? "" : ": " + text.lines().findFirst().orElse(""));
    }
}
