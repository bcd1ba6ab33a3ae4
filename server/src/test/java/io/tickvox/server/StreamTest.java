package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamTest {
    private @Nullable TestServer opened;

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void greetsThenSendsWhatIsPublished() {
        TestServer server = start(ServerSettings.defaults("1"));
        try (EventStream stream = EventStream.open(server, "")) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(stream.response().headers().firstValue("Content-Encoding"))
                    .isEmpty();
            assertThat(stream.awaitEvents(2))
                    .extracting(EventStream.Event::name)
                    .startsWith("hello", "status");
            server.feed.all().mention(TestObjects.mention("1", "AAPL"));
            EventStream.Event mention = stream.awaitEvents(3).get(2);
            assertThat(mention.name()).isEqualTo("mention");
            assertThat(mention.json().get("text").asString()).isEqualTo("some words on $AAPL\nand a second line");
            assertThat(mention.json().get("label").asString()).isEqualTo("positive");
            assertThat(mention.json().get("deleted").asBoolean()).isFalse();
        }
    }

    @Test
    void givesTheAddressOfAPostUnlessItIsMadeUp() {
        for (boolean simulated : new boolean[] {false, true}) {
            try (TestServer server = TestServer.start(settings -> settings.withSimulated(simulated));
                    EventStream stream = EventStream.open(server, "")) {
                stream.awaitEvents(2);
                server.feed.all().mention(TestObjects.mention("1", "AAPL"));
                JsonNode url = stream.awaitEvents(3).get(2).json().get("url");
                assertThat(url.isNull()).isEqualTo(simulated);
            }
        }
    }

    @Test
    void sendsOnlyTheTickersAskedFor() {
        TestServer server = start(ServerSettings.defaults("1"));
        try (EventStream stream = EventStream.open(server, "?symbols=msft,BRK.B")) {
            stream.awaitEvents(2);
            server.feed.all().priceBar(TestObjects.priceBar("AAPL"));
            server.feed.all().priceBar(TestObjects.priceBar("BRK.B"));
            server.feed.all().sentimentBar(TestObjects.sentimentBar("MSFT"));
            assertThat(stream.awaitEvents(4).subList(2, 4))
                    .extracting(event -> event.json().get("symbol").asString())
                    .containsExactly("BRK.B", "MSFT");
        }
    }

    @Test
    void repeatsTheStatusAndKeepsQuietStreamsAlive() {
        TestServer server =
                start(ServerSettings.defaults("1").withStream(4, 100, Duration.ofMillis(50), Duration.ofMillis(80)));
        try (EventStream stream = EventStream.open(server, "")) {
            assertThat(stream.awaitEvents(4).subList(1, 4))
                    .extracting(EventStream.Event::name)
                    .containsOnly("status");
            await().until(() -> stream.comments().size() >= 2);
            assertThat(stream.comments()).containsOnly(": keep-alive");
        }
    }

    @Test
    void dropsAClientThatDoesNotReadAndHurtsNoOther() throws Exception {
        TestServer server =
                start(ServerSettings.defaults("1").withStream(4, 200, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        String text = "x".repeat(20_000);
        try (EventStream fast = EventStream.open(server, "");
                Socket slow = new Socket()) {
            fast.awaitEvents(2);
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress("127.0.0.1", server.server.port()));
            OutputStream out = slow.getOutputStream();
            out.write("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> metric(server, "tickvox_stream_clients") == 2);
            int sent = 0;
            while (metric(server, "tickvox_stream_clients") == 2 && sent < 4_000) {
                for (int i = 0; i < 50; i++) {
                    server.feed.all().mention(TestObjects.mention("" + sent++, "AAPL", text));
                }
                int expected = sent;
                await().until(() -> mentions(fast) == expected);
            }
            assertThat(metric(server, "tickvox_stream_clients")).isEqualTo(1);
            assertThat(metric(server, "tickvox_stream_dropped_total")).isEqualTo(1);
            server.feed.all().mention(TestObjects.mention("last", "AAPL"));
            int all = sent + 1;
            await().until(() -> mentions(fast) == all);
            assertThat(fast.ended()).isFalse();
            // The dropped stream is cut, not ended as if it were whole.
            slow.setSoTimeout(20_000);
            byte[] end = lastBytes(slow);
            assertThat(new String(end, StandardCharsets.US_ASCII)).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void takesNoMoreClientsThanItCanServe() {
        TestServer server =
                start(ServerSettings.defaults("1").withStream(2, 100, Duration.ofMillis(50), Duration.ofMillis(50)));
        try (EventStream first = EventStream.open(server, "");
                EventStream second = EventStream.open(server, "")) {
            first.awaitEvents(1);
            second.awaitEvents(1);
            HttpResponse<String> third = server.get("/api/v1/stream");
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(third.body()).contains("TOO_MANY_CLIENTS");
        }
        await().until(() -> metric(server, "tickvox_stream_clients") == 0);
        try (EventStream again = EventStream.open(server, "")) {
            again.awaitEvents(1);
        }
    }

    @Test
    void followsTheFeedOnlyWhileSomebodyWatches() {
        TestServer server =
                start(ServerSettings.defaults("1").withStream(4, 100, Duration.ofMillis(50), Duration.ofMillis(50)));
        assertThat(server.feed.listeners()).isZero();
        try (EventStream first = EventStream.open(server, "");
                EventStream second = EventStream.open(server, "")) {
            first.awaitEvents(1);
            second.awaitEvents(1);
            assertThat(server.feed.listeners()).isEqualTo(1);
        }
        await().until(() -> server.feed.listeners() == 0);
    }

    @Test
    void endsAllStreamsWhenItStops() {
        TestServer server = start(ServerSettings.defaults("1"));
        try (EventStream stream = EventStream.open(server, "")) {
            stream.awaitEvents(2);
            server.close();
            await().until(stream::ended);
            assertThat(server.feed.listeners()).isZero();
        }
    }

    private TestServer start(ServerSettings settings) {
        TestServer server = TestServer.start(defaults -> settings.withAddress(defaults.host(), defaults.port()));
        opened = server;
        return server;
    }

    private static long mentions(EventStream stream) {
        return stream.events().stream()
                .filter(event -> event.name().equals("mention"))
                .count();
    }

    private static double metric(TestServer server, String name) {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static byte[] lastBytes(Socket socket) throws java.io.IOException {
        byte[] buffer = new byte[65_536];
        byte[] last = {};
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                last = java.util.Arrays.copyOfRange(buffer, Math.max(0, n - 8), n);
            }
        } catch (java.net.SocketException reset) {
            return last;
        }
        return last;
    }
}
