package io.tickvox.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeSocket;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
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
    void boundsAMessageByItsBytesNotItsCharacters() throws Exception {
        String large = "\u4f60".repeat(Web.MAX_ANSWER / 3 + 1);
        try (FakeServer server = saying("one", large);
                Socket socket = web.connect(server.uri("ws"), Map.of())) {
            assertThat(socket.next(LONG)).isNotNull().extracting(Socket.Frame::text).isEqualTo("one");
            assertThatThrownBy(() -> socket.next(LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Message of more than 16777216 bytes");
        }
    }
}
