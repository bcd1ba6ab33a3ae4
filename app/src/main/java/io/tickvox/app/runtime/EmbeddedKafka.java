package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker that is its own controller (KRaft), on 127.0.0.1, with its log under a data folder. Ports may differ from
 * start to start; the last ones are taken again where they are free, so that clients of an earlier start still find it.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String PORT = "broker.port";
    private static final String CONTROLLER_PORT = "controller.port";
    private static final int LARGEST_RECORD = 32 << 20;

    private final Path folder;
    private final Properties ports;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path folder, Properties ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /**
     * A broker that is not started yet; its address is settled.
     *
     * @param folder the broker's own folder; made if it does not exist
     * @param wanted port to listen on, 0 for any free one
     * @throws TickvoxException {@link ErrorCode#PORT_IN_USE}
     */
    public static EmbeddedKafka at(Path folder, int wanted) {
        if (wanted > 0 && !LoopbackPort.isFree(wanted)) {
            throw new TickvoxException(
                    ErrorCode.PORT_IN_USE,
                    "Cannot start Kafka on port " + wanted + ": it is in use. Choose another --kafka-port, or 0");
        }
        try {
            Files.createDirectories(folder);
            return new EmbeddedKafka(folder, ports(folder.resolve("ports.properties"), wanted));
        } catch (IOException e) {
            throw unavailable(folder, e);
        }
    }

    /**
     * Starts the broker and returns once it answers; its storage is formatted if it is new.
     *
     * @param onFatal told what went wrong if the broker gives up later on
     * @throws TickvoxException {@link ErrorCode#KAFKA_UNAVAILABLE}
     */
    public synchronized EmbeddedKafka start(Consumer<String> onFatal) {
        Exit.setExitProcedure((status, message) -> fatal(onFatal, status, message));
        Exit.setHaltProcedure((status, message) -> fatal(onFatal, status, message));
        try {
            Path log = folder.resolve("log");
            format(log);
            Properties properties = new Properties();
            properties.putAll(settings(log, ports));
            KafkaRaftServer fresh = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server = fresh;
            fresh.startup();
            return this;
        } catch (Exception e) {
            close();
            throw unavailable(folder, e);
        }
    }

    private static TickvoxException unavailable(Path folder, Exception e) {
        return new TickvoxException(
                ErrorCode.KAFKA_UNAVAILABLE, "Cannot start Kafka in " + folder + ": " + e.getMessage(), e);
    }

    private static void fatal(Consumer<String> onFatal, int status, String message) {
        String reason = message == null ? "see the log" : message;
        onFatal.accept("Kafka gave up with status " + status + ": " + reason);
        throw new IllegalStateException("Kafka gave up: " + reason);
    }

    /** What clients connect to: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.getProperty(PORT);
    }

    /** Stops the broker and returns once its log is closed; further calls do nothing. */
    @Override
    public synchronized void close() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    private static Properties ports(Path file, int wanted) throws IOException {
        Properties last = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                last.load(in);
            }
        }
        int port = wanted > 0 ? wanted : LoopbackPort.freeOr(number(last, PORT));
        int controller = LoopbackPort.freeOr(number(last, CONTROLLER_PORT));
        while (controller == port) {
            controller = LoopbackPort.freeOr(0);
        }
        Properties ports = new Properties();
        ports.setProperty(PORT, Integer.toString(port));
        ports.setProperty(CONTROLLER_PORT, Integer.toString(controller));
        try (OutputStream out = Files.newOutputStream(file)) {
            ports.store(out, null);
        }
        return ports;
    }

    private static int number(Properties properties, String name) {
        try {
            return Integer.parseInt(properties.getProperty(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void format(Path log) throws Exception {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(clusterId(log))
                    .setNodeId(1)
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .setPrintStream(silent)
                    .run();
        }
    }

    /** The id that the storage was formatted with, or a new one. */
    private static String clusterId(Path log) {
        Path meta = log.resolve("meta.properties");
        if (!Files.exists(meta)) {
            return Uuid.randomUuid().toString();
        }
        try (var in = Files.newInputStream(meta)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("cluster.id", Uuid.randomUuid().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path log, Properties ports) {
        String broker = "127.0.0.1:" + ports.getProperty(PORT);
        String controller = "127.0.0.1:" + ports.getProperty(CONTROLLER_PORT);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // After an unclean stop a start waits until the session of the stopped broker has run out.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Kafka deletes by a record's time; replayed posts are old when they land, so it takes the time of landing.
        settings.put("log.message.timestamp.type", "LogAppendTime");
        settings.put("log.retention.ms", "-1");
        settings.put("log.retention.bytes", "-1");
        settings.put("offsets.retention.minutes", "525600");
        settings.put("message.max.bytes", Integer.toString(LARGEST_RECORD));
        settings.put("log.segment.bytes", Integer.toString(256 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        return settings;
    }
}
