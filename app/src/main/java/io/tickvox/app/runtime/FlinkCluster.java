package io.tickvox.app.runtime;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;

/** A cluster that runs the job: inside this process or elsewhere. */
interface FlinkCluster extends AutoCloseable {
    ClusterClient<?> client();

    /** Settings for the job's environment. */
    Configuration configuration();

    /** What the cluster's workers need on their class path beyond what they have. */
    List<URL> jars();

    /** The id that the next run of the job is to have. */
    JobID nextJobId();

    /** What made the job fail last, where the cluster tells. */
    default Optional<String> lastFailure(JobID job) {
        return Optional.empty();
    }

    /** Where it runs, for people. */
    String description();

    /** Ends this process's part of it. The job has been stopped before, if it was to be. */
    @Override
    void close();
}
