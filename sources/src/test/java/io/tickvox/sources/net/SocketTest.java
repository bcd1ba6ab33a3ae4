package io.tickvox.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeSocket;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SocketTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Web web = new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault()));

    private static FakeServer saying(String... messages) {
        return new FakeServer(Clock.systemUTC(), exchange -> {
            FakeSocket socket = exchange.upgrade();
            for (String message : messages) {
                socket.send(message);
            }
            socket.read(ignored -> {});
        });
    }

    @Test
    void holdsTheSenderUpWhileManyBytesWaitForTheReader() throws Exception {
        String large = "x".repeat(8 << 20);
        AtomicInteger sent = new AtomicInteger();
        int count = 10;
        try (FakeServer server = new FakeServer(Clock.systemUTC(), exchange -> {
                    FakeSocket socket = exchange.upgrade();
                    for (int i = 0; i < count; i++) {
                        socket.send(large);
                        sent.incrementAndGet();
                    }
                    socket.read(ignored -> {});
                });
                Socket socket = web.connect(server.uri("ws"), Map.of())) {
            await().until(() -> sent.get() >= Socket.MOST_WAITING / large.length());
            await().during(Duration.ofSeconds(2)).until(() -> sent.get() < count - 2);
            for (int i = 0; i < count; i++) {
                assertThat(socket.next(LONG)).isNotNull().satisfies(frame -> assertThat(frame.bytes())
                        .hasSize(large.length()));
            }
        }
    }

    @Test
    void boundsAMessageByItsBytesNotItsCharacters() throws Exception {
        String large = "\u4f60".repeat(Web.MAX_ANSWER / 3 + 1);
        try (FakeServer server = saying("one", large);
                Socket socket = web.connect(server.uri("ws"), Map.of())) {
            assertThat(socket.next(LONG))
                    .isNotNull()
                    .extracting(Socket.Frame::text)
                    .isEqualTo("one");
            assertThatThrownBy(() -> socket.next(LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Message of more than 16777216 bytes");
        }
    }
}
