package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackProcessTest {
    @TempDir
    Path folder;

    @Test
    void stopsCleanlyAndGoesOnAtTheNextStart() throws Exception {
        try (TickvoxProcess demo = demo("0")) {
            demo.awaitErr("Running");
            assertThat(processesOn(data())).isNotEmpty();
            demo.signal("TERM");
            assertThat(demo.exitCode()).isEqualTo(143);
            assertThat(demo.err()).contains("Stopping");
        }
        assertThat(processesOn(data())).isEmpty();
        assertThat(Files.readString(log())).contains("stopped with savepoint");

        try (TickvoxProcess again = demo("0")) {
            again.awaitErr("Running");
            assertThat(Files.readString(log())).contains("resumes from");
            again.signal("TERM");
            assertThat(again.exitCode()).isEqualTo(143);
        }
        assertThat(processesOn(data())).isEmpty();
    }

    @Test
    void isRefusedOnAFolderThatIsInUseAndAnsweredByTheOneThatHasIt() throws Exception {
        try (TickvoxProcess demo = demo("0")) {
            String address = demo.awaitErr("Dashboard: (\\S+)");
            demo.awaitErr("Running");
            try (TickvoxProcess second = demo("0")) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.err()).contains("(process " + demo.pid() + ") runs on it");
            }
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                HttpResponse<String> status = get(address + "/api/v1/status");
                assertThat(status.statusCode()).isEqualTo(200);
                assertThat(status.body())
                        .contains("\"simulated\":true")
                        .contains("\"state\":\"running\"")
                        .containsPattern("\"pipeline\":\\{[^}]*\"lag_ms\":\\d");
            });
            try (TickvoxProcess export =
                    TickvoxProcess.start(folder, "export", "instance", "--data-dir", data().toString())) {
                assertThat(export.exitCode()).isZero();
                assertThat(export.out()).contains("simulated,true");
            }
            try (TickvoxProcess doctor =
                    TickvoxProcess.start(folder, "doctor", "-o", "json", "--data-dir", data().toString())) {
                assertThat(doctor.exitCode()).isZero();
                assertThat(doctor.out())
                        .contains("tickvox_reader")
                        .contains(address)
                        .contains("simulated; the demo asks no network");
            }
            assertThat(demo.isAlive()).isTrue();
        }
    }

    @Test
    void stopsEverythingWhenAPartCannotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                TickvoxProcess demo = demo(Integer.toString(taken.getLocalPort()))) {
            assertThat(demo.exitCode()).isEqualTo(4);
            assertThat(demo.err()).contains("tickvox: Cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(demo.err()).doesNotContain("Exception").doesNotContain("\tat ");
        }
        assertThat(processesOn(data())).isEmpty();
    }

    private TickvoxProcess demo(String port) throws IOException {
        return TickvoxProcess.start(
                folder, "demo", "--data-dir", data().toString(), "--server-port", port, "--speed", "1");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return data().resolve("tickvox.log");
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Command lines of all processes that name the folder. */
    static List<String> processesOn(Path data) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .flatMap(process -> commandLine(process).stream())
                    .filter(line -> line.contains(data.toString()))
                    .toList();
        }
    }

    private static Optional<String> commandLine(Path process) {
        try {
            return Optional.of(Files.readString(process.resolve("cmdline")).replace('\0', ' '));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
