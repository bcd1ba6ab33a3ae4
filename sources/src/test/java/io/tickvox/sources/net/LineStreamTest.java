package io.tickvox.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.Chunks;
import io.tickvox.testkit.fake.Exchange;
import io.tickvox.testkit.fake.FakeServer;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LineStreamTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Web web = new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault()));

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void givesLinesHoweverTheyAreCutIntoPiecesAndDropsACutOne() throws Exception {
        try (FakeServer server = new FakeServer(Clock.systemUTC(), exchange -> {
                    Chunks chunks = exchange.chunks(Map.of());
                    chunks.send("one\r\ntwo\r\n\r\nthr");
                    chunks.send("ee\r");
                    chunks.send("\nfour\n");
                    chunks.send("cut");
                    chunks.end();
                });
                LineStream lines = web.lines(server.uri("http"), Map.of(), LONG)) {
            for (String expected : new String[] {"one", "two", "", "three", "four"}) {
                assertThat(text(lines.next(LONG))).isEqualTo(expected);
            }
            assertThatThrownBy(() -> lines.next(LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended");
            assertThatThrownBy(() -> lines.next(LONG)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void losesNothingOfAStreamThatItsReaderIsSlowerThan() throws Exception {
        int count = 20_000;
        String rest = "x".repeat(200);
        try (FakeServer server = new FakeServer(Clock.systemUTC(), exchange -> {
                    Chunks chunks = exchange.chunks(Map.of());
                    for (int i = 0; i < count; i++) {
                        chunks.send(i + " " + rest + "\r\n");
                    }
                    chunks.end();
                });
                LineStream lines = web.lines(server.uri("http"), Map.of(), LONG)) {
            for (int i = 0; i < count; i++) {
                assertThat(text(lines.next(LONG))).isEqualTo(i + " " + rest);
            }
        }
    }

    @Test
    void takesSilenceForDeathAndTellsWhoWasSilent() throws Exception {
        try (FakeServer server = new FakeServer(Clock.systemUTC(), exchange -> {
                    exchange.chunks(Map.of()).send("one\r\n");
                    exchange.stall();
                });
                LineStream lines = web.lines(server.uri("http"), Map.of(), Duration.ofSeconds(2))) {
            assertThat(text(lines.next(LONG))).isEqualTo("one");
            assertThat(lines.next(Duration.ZERO)).isNull();
            assertThatThrownBy(() -> lines.next(LONG)).hasMessageContaining("Nothing heard from 127.0.0.1");
        }
    }

    @Test
    void countsSilenceFromTheStartOfTheAnswerOnNotFromThatOfTheCall() throws Exception {
        Duration silence = Duration.ofSeconds(1);
        LineStream lines = new LineStream("somewhere", silence);
        long called = System.nanoTime();
        await().until(() -> System.nanoTime() - called > silence.toNanos());
        lines.body().onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long pieces) {
                // None comes.
            }

            @Override
            public void cancel() {
                // Nothing is to be ended.
            }
        });

        assertThat(lines.next(Duration.ZERO)).isNull();
        assertThatThrownBy(() -> lines.next(LONG)).hasMessageContaining("Nothing heard from somewhere");
    }

    @Test
    void takesDropsThatNeverBecomeALineForDeath() throws Exception {
        try (FakeServer server = new FakeServer(Clock.systemUTC(), exchange -> {
                    Chunks chunks = exchange.chunks(Map.of());
                    chunks.send("one\r\n");
                    while (!Thread.currentThread().isInterrupted()) {
                        chunks.send(" ");
                        LockSupport.parkNanos(10_000_000);
                    }
                });
                LineStream lines = web.lines(server.uri("http"), Map.of(), Duration.ofSeconds(1))) {
            assertThat(text(lines.next(LONG))).isEqualTo("one");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 50; i++) {
                            assertThat(lines.next(Duration.ofMillis(100))).isNull();
                        }
                    })
                    .hasMessageContaining("No whole line from 127.0.0.1");
        }
    }

    @Test
    void givesTheWholeAnswerOfAServerThatRefuses() {
        try (FakeServer server = new FakeServer(Clock.systemUTC(), exchange -> refuse(exchange))) {
            assertThatThrownBy(() -> web.lines(server.uri("http"), Map.of(), LONG))
                    .isInstanceOfSatisfying(StreamRefused.class, refused -> {
                        assertThat(refused.answer().status()).isEqualTo(403);
                        assertThat(refused.answer().text()).isEqualTo("no");
                    });
        }
    }

    private static void refuse(Exchange exchange) throws IOException {
        exchange.reply(403, Map.of(), "no");
    }
}
