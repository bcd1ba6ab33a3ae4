package io.tickvox.app.process;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command in a process of its own; its output goes to files. Closing kills it and what it has started. */
final class TickvoxProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path out;
    private final Path err;

    private TickvoxProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts Java on the jar as the launcher does, with {@code folder} as home and working folder. */
    static TickvoxProcess start(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(Arrays.asList(arguments));
        return start(folder, command);
    }

    /** The same with more variables in its environment. */
    static TickvoxProcess start(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(arguments);
        return start(folder, command, environment);
    }

    static TickvoxProcess start(Path folder, List<String> command) throws IOException {
        return start(folder, command, Map.of());
    }

    private static TickvoxProcess start(Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().remove("XDG_DATA_HOME");
        builder.environment().putAll(environment);
        return new TickvoxProcess(builder.start(), out, err);
    }

    /** For so short a life the first compiler is enough: the second would take more time than it saves. */
    static List<String> java(String... flags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(Arrays.asList(flags));
        command.addAll(List.of("-cp", jar().getPath(), "io.tickvox.app.Main"));
        return command;
    }

    static File jar() {
        File jar = new File(System.getProperty("tickvox.jar", "target/tickvox-app-0.1.0.jar")).getAbsoluteFile();
        if (!jar.isFile()) {
            throw new IllegalStateException(
                    "Cannot find " + jar + ": these tests run in 'mvnw verify', after packaging");
        }
        return jar;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output so far. */
    String out() {
        return read(out);
    }

    /** Standard error so far. */
    String err() {
        return read(err);
    }

    /** Waits until standard error holds {@code pattern}, and returns its first group, or all of it. */
    String awaitErr(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            Matcher matcher = wanted.matcher(err());
                            if (matcher.find()) {
                                return matcher.group(matcher.groupCount());
                            }
                            if (!process.isAlive()) {
                                throw new IllegalStateException("Ended with " + process.exitValue() + ": " + err());
                            }
                            return "";
                        },
                        found -> !found.isEmpty());
    }

    /** Gives {@code text} on standard input, a pipe, and ends it. */
    void input(String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Still running: " + err());
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
