package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * How the job runs.
 *
 * @param parallelism parallel instances of each operator
 * @param stateBackend {@code heap} or {@code rocksdb}
 * @param checkpointInterval time from one checkpoint to the next
 * @param checkpoints address of the folder for checkpoints and savepoints
 */
record FlinkSettings(int parallelism, String stateBackend, Duration checkpointInterval, String checkpoints) {
    private static final Duration FIRST_RESTART_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_RESTART_DELAY = Duration.ofSeconds(10);
    private static final Duration PAUSE_BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(64);
    private static final MemorySize MANAGED_MEMORY_HEAP = MemorySize.ofMebiBytes(8);
    private static final MemorySize MANAGED_MEMORY_ROCKSDB = MemorySize.ofMebiBytes(256);

    /** Those that {@code config} asks for; checkpoints go under {@code folder} unless it names another place. */
    static FlinkSettings of(Config config, Path folder) {
        return new FlinkSettings(
                config.value(Keys.FLINK_PARALLELISM),
                config.value(Keys.FLINK_STATE_BACKEND),
                config.value(Keys.FLINK_CHECKPOINT_INTERVAL),
                config.optional(Keys.FLINK_CHECKPOINT_DIR)
                        .orElseGet(() -> folder.resolve("checkpoints").toUri().toString()));
    }

    /** What holds for the job wherever it runs. */
    Configuration job() {
        Configuration job = new Configuration();
        job.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        job.set(StateBackendOptions.STATE_BACKEND, stateBackend.equals("heap") ? "hashmap" : "rocksdb");
        job.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        job.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        job.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints);
        job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        job.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, PAUSE_BETWEEN_CHECKPOINTS);
        job.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        job.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
        job.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        job.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        job.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_RESTART_DELAY);
        job.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_RESTART_DELAY);
        return job;
    }

    /** What holds for the cluster inside this process, whose files are under {@code folder}. */
    Configuration cluster(Path folder) {
        Configuration cluster = job();
        String temporary = folder.resolve("tmp").toString();
        cluster.set(CoreOptions.TMP_DIRS, temporary);
        cluster.set(BlobServerOptions.STORAGE_DIRECTORY, temporary);
        cluster.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        cluster.set(RestOptions.ADDRESS, "127.0.0.1");
        cluster.set(RestOptions.BIND_PORT, "0");
        cluster.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        cluster.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        cluster.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        cluster.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        cluster.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        cluster.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                stateBackend.equals("heap") ? MANAGED_MEMORY_HEAP : MANAGED_MEMORY_ROCKSDB);
        cluster.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        cluster.setString("metrics.reporters", "tickvox");
        cluster.setString("metrics.reporter.tickvox.factory.class", JobMetrics.Factory.class.getName());
        return cluster;
    }
}
