package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ServerTest {
    @Test
    void listensOnAnyFreePortAndSaysWhich() {
        try (TestServer server = TestServer.start()) {
            assertThat(server.server.port()).isPositive();
            assertThat(server.server.uri()).hasToString("http://127.0.0.1:" + server.server.port());
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        try (TestServer server = TestServer.start()) {
            int taken = server.server.port();
            assertThatThrownBy(() -> TestServer.start(settings -> settings.withAddress("127.0.0.1", taken)))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE))
                    .hasMessage(
                            "Cannot listen on 127.0.0.1:" + taken + ": choose another port, or 0 for any that is free");
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> ServerSettings.defaults("1").withAddress("127.0.0.1", 70_000))
                .isInstanceOf(TickvoxException.class)
                .hasMessage("Invalid port '70000': expected 0..65535, 0 for any that is free");
    }

    @Test
    void leavesNothingListeningNorRunning() {
        TestServer server = TestServer.start();
        int port = server.server.port();
        server.get("/health");
        server.close();
        server.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(java.net.ConnectException.class);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("tickvox-http") || name.startsWith("tickvox-stream")));
    }
}
