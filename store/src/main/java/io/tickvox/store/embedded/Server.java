package io.tickvox.store.embedded;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, starts and stops the cluster in one folder.
 *
 * @param folder holds the cluster, its secrets and its log; a real path
 * @param binaries the programs
 * @param account whom the server runs as
 */
record Server(Path folder, Binaries binaries, Account account) {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int TRIES = 5;
    private static final long LOG_LIMIT = 4L << 20;

    Path cluster() {
        return folder.resolve("data");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    Path readerPasswordFile() {
        return folder.resolve("reader-password");
    }

    Path logFile() {
        return folder.resolve("postgres.log");
    }

    Optional<Postmaster> running() {
        return Postmaster.running(cluster());
    }

    void ownSecrets() {
        account.own(passwordFile());
        account.own(readerPasswordFile());
    }

    /** Starts the server, or takes over the one that runs. */
    Postmaster start(int port) throws IOException {
        Optional<Postmaster> left = running();
        if (left.isPresent()) {
            if (canTakeOver(left.get(), port)) {
                log.info(
                        "Taking over PostgreSQL on port {} (process {})",
                        left.get().port(),
                        left.get().pid());
                return left.get();
            }
            stop(left.get());
        }
        rotateLog();
        Files.writeString(logFile(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (!Files.exists(cluster())) {
            initialise();
        }
        account.own(folder);
        Postmaster.forget(cluster());
        return launch(port);
    }

    /** Fast shutdown: clients are cut off, what is committed is written out. */
    void stop(Postmaster postmaster) throws IOException {
        signal(postmaster, "INT");
        if (await(STOP_LIMIT, () -> !postmaster.runsOn(cluster()))) {
            return;
        }
        log.warn("PostgreSQL (process {}) does not stop; ending it, the next start recovers", postmaster.pid());
        signal(postmaster, "QUIT");
        if (!await(STOP_LIMIT, () -> !postmaster.runsOn(cluster()))) {
            signal(postmaster, "KILL");
        }
    }

    private boolean canTakeOver(Postmaster left, int port) throws IOException {
        Path program = binaries.program("postgres");
        List<String> arguments = Settings.arguments(cluster(), account.nameOf(cluster()), port);
        return (port == 0 || port == left.port())
                && Settings.same(Files.readString(cluster().resolve("postmaster.opts")), program, arguments)
                && await(START_LIMIT, () -> running().filter(Postmaster::ready).isPresent());
    }

    /** Makes the cluster aside and then moves it in place, so that one half made is never taken for whole. */
    private void initialise() throws IOException {
        log.info("Making a PostgreSQL cluster in {}", cluster());
        Path fresh = folder.resolve("data.new");
        Binaries.delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Secrets.readOrMake(passwordFile());
        account.own(folder);
        run(
                fresh,
                "",
                binaries.program("initdb").toString(),
                "--pgdata=" + account.nameOf(fresh),
                "--username=" + EmbeddedPostgres.USER,
                // Named from inside the cluster: from there the server's user can always reach it.
                "--pwfile=" + (account.isOther() ? "../" + passwordFile().getFileName() : passwordFile()),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        run(
                fresh,
                "CREATE DATABASE " + EmbeddedPostgres.DATABASE + ";\n",
                binaries.program("postgres").toString(),
                "--single",
                "-D",
                account.nameOf(fresh),
                "postgres");
        Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Postmaster launch(int wanted) throws IOException {
        String said = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = wanted == 0 ? freePort() : wanted;
            long logged = Files.size(logFile());
            List<String> command =
                    new ArrayList<>(List.of(binaries.program("postgres").toString()));
            command.addAll(Settings.arguments(cluster(), account.nameOf(cluster()), port));
            Process process = process(cluster(), account.command(true, command))
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
            await(START_LIMIT, () -> !process.isAlive() || ready(process).isPresent());
            Optional<Postmaster> ready = ready(process);
            if (ready.isPresent()) {
                return ready.get();
            }
            process.destroyForcibly();
            said = tail(logged);
            if (said.contains("ddress already in use")) {
                if (wanted != 0) {
                    throw new TickvoxException(
                            ErrorCode.PORT_IN_USE,
                            "Cannot start PostgreSQL on port " + wanted
                                    + ": another program listens there. Stop it, or set postgres.port to a free port"
                                    + " or to 0 for any");
                }
            } else if (said.contains("shared memory block")) {
                // Children of a server that was killed take a moment to notice it.
                pause(Duration.ofMillis(500));
            } else {
                break;
            }
        }
        throw failure("Cannot start PostgreSQL in " + cluster(), said);
    }

    private Optional<Postmaster> ready(Process process) {
        return Postmaster.read(cluster()).filter(postmaster -> postmaster.pid() == process.pid() && postmaster.ready());
    }

    private void signal(Postmaster postmaster, String signal) throws IOException {
        if (!postmaster.runsOn(cluster())) {
            return;
        }
        try {
            run(folder, "", binaries.program("pg_ctl").toString(), "kill", signal, Long.toString(postmaster.pid()));
        } catch (TickvoxException e) {
            if (postmaster.runsOn(cluster())) {
                throw e;
            }
        }
    }

    /** Runs one of the programs to its end. */
    private void run(Path directory, String input, String... command) throws IOException {
        long logged = Files.size(logFile());
        Process process = process(directory, account.command(true, List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw failure("Cannot run " + Path.of(command[0]).getFileName() + " in " + directory, tail(logged));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL starts or stops");
        }
    }

    private static ProcessBuilder process(Path directory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static TickvoxException failure(String what, String said) {
        boolean full = said.contains("No space left on device");
        return new TickvoxException(
                full ? ErrorCode.DISK_FULL : ErrorCode.POSTGRES_UNAVAILABLE,
                what + (full ? ": the disk is full. Free some space and start again." : ".") + " It said: "
                        + (said.isBlank() ? "nothing" : said.strip()));
    }

    private String tail(long from) throws IOException {
        byte[] all = Files.readAllBytes(logFile());
        int start = (int) Math.max(Math.min(from, all.length), all.length - 2_000L);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    private void rotateLog() throws IOException {
        if (Files.exists(logFile()) && Files.size(logFile()) > LOG_LIMIT) {
            Files.move(logFile(), folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean await(Duration limit, BooleanSupplier condition) throws InterruptedIOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    private static void pause(Duration time) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL starts or stops");
        }
    }
}
