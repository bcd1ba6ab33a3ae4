package io.tickvox.app.process;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Flink session cluster as its operators run it: a JobManager and a TaskManager in processes of their own, on the jars of
 * a Flink distribution and nothing of ours.
 */
final class FlinkClusterProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What {@code flink-dist} and the folder {@code lib} of a distribution hold, as single jars. */
    private static final Pattern DISTRIBUTION =
            Pattern.compile("(flink-(?!connector-).*|commons-.*|javassist-.*|kryo-.*"
                    + "|minlog-.*|objenesis-.*|reflectasm-.*|snappy-java-.*|lz4-java-.*|snakeyaml-engine-.*|slf4j-api-.*"
                    + "|logback-.*|jsr305-.*|frocksdbjni-.*|async-profiler-.*|zstd-jni-.*)");

    private final int restPort;
    private final List<Process> processes = new ArrayList<>();

    private FlinkClusterProcess(int restPort) {
        this.restPort = restPort;
    }

    /** Starts the cluster, whose files and logs are under {@code folder}; it accepts jobs when this returns. */
    static FlinkClusterProcess start(Path folder) throws IOException {
        int rpcPort = freePort();
        FlinkClusterProcess cluster = new FlinkClusterProcess(freePort());
        Map<String, String> settings = settings(rpcPort, cluster.restPort, folder);
        String lines = settings.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        Files.writeString(Files.createDirectories(folder).resolve("config.yaml"), lines + "\n");
        cluster.launch(folder, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        await().atMost(PATIENCE).until(() -> listens(rpcPort));
        cluster.launch(folder, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
        await().atMost(PATIENCE).until(() -> cluster.get("/overview").contains("\"slots-available\":2"));
        return cluster;
    }

    private static Map<String, String> settings(int rpcPort, int restPort, Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("jobmanager.memory.heap.size", "400m");
        settings.put("jobmanager.memory.off-heap.size", "64m");
        settings.put("jobmanager.memory.jvm-metaspace.size", "256m");
        settings.put("jobmanager.memory.jvm-overhead.min", "64m");
        settings.put("jobmanager.memory.jvm-overhead.max", "64m");
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        settings.put("taskmanager.numberOfTaskSlots", "2");
        settings.put("taskmanager.cpu.cores", "1.0");
        settings.put("taskmanager.memory.framework.heap.size", "64m");
        settings.put("taskmanager.memory.framework.off-heap.size", "64m");
        settings.put("taskmanager.memory.task.heap.size", "512m");
        settings.put("taskmanager.memory.task.off-heap.size", "64m");
        settings.put("taskmanager.memory.network.min", "64m");
        settings.put("taskmanager.memory.network.max", "64m");
        settings.put("taskmanager.memory.managed.size", "32m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
        settings.put("taskmanager.memory.jvm-overhead.min", "64m");
        settings.put("taskmanager.memory.jvm-overhead.max", "64m");
        settings.put("io.tmp.dirs", folder.resolve("tmp").toString());
        return settings;
    }

    private void launch(Path folder, String main) throws IOException {
        Path log = folder.resolve(main.substring(main.lastIndexOf('.') + 1) + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-cp",
                        classPath(),
                        main,
                        "--configDir",
                        folder.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
    }

    private static String classPath() throws IOException {
        File jar = TickvoxProcess.jar();
        try (JarFile manifest = new JarFile(jar)) {
            String entries = manifest.getManifest().getMainAttributes().getValue("Class-Path");
            return Arrays.stream(entries.split(" "))
                    .map(entry -> jar.toPath().resolveSibling(entry))
                    .filter(path ->
                            DISTRIBUTION.matcher(path.getFileName().toString()).matches())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** The REST address. */
    URI address() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    /** What the REST interface answers; empty if it does not. */
    String get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
