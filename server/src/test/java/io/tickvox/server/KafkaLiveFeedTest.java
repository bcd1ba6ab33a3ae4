package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.PriceBar;
import io.tickvox.model.PriceBarCodec;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.ScoredMentionCodec;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.SentimentBarCodec;
import io.tickvox.model.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class KafkaLiveFeedTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static TestBroker broker;
    private static KafkaLiveFeed feed;
    private final ScoredMentionCodec mentions = new ScoredMentionCodec();

    /** The feed starts first, then the broker, and last the topics come: as in a cold start. */
    @BeforeAll
    static void start() throws Exception {
        int port = TestBroker.freePort();
        feed = KafkaLiveFeed.start("127.0.0.1:" + port);
        broker = new TestBroker(port);
        broker.create(List.of(Topics.MENTIONS, Topics.SENTIMENT_BARS, Topics.PRICE_BARS), 2);
        await().atMost(LONG).until(feed::isFollowing);
    }

    @AfterAll
    static void stop() throws Exception {
        feed.close();
        broker.close();
    }

    @Test
    void handsOnWhatEachTopicHolds() {
        Heard heard = new Heard();
        try (LiveFeed.Subscription subscription = feed.subscribe(heard)) {
            broker.send(Topics.MENTIONS, mentions.encode(TestObjects.mention("1", "AAPL")));
            broker.send(Topics.SENTIMENT_BARS, new SentimentBarCodec().encode(TestObjects.sentimentBar("AAPL")));
            broker.send(Topics.PRICE_BARS, new PriceBarCodec().encode(TestObjects.priceBar("AAPL")));
            await().atMost(LONG).until(() -> heard.all.size() == 3);
            assertThat(heard.all)
                    .containsExactlyInAnyOrder(
                            TestObjects.mention("1", "AAPL"),
                            TestObjects.sentimentBar("AAPL"),
                            TestObjects.priceBar("AAPL"));
        }
    }

    @Test
    void goesOnAfterARecordThatItCannotRead() {
        Heard heard = new Heard();
        try (LiveFeed.Subscription subscription = feed.subscribe(heard)) {
            broker.send(Topics.MENTIONS, new byte[] {1, 2, 3});
            broker.send(Topics.MENTIONS, mentions.encode(TestObjects.mention("2", "AAPL")));
            await().atMost(LONG).until(() -> heard.all.contains(TestObjects.mention("2", "AAPL")));
        }
    }

    @Test
    void tellsAListenerNothingOfTheTimeBeforeItCame() {
        Heard first = new Heard();
        try (LiveFeed.Subscription subscription = feed.subscribe(first)) {
            broker.send(Topics.MENTIONS, mentions.encode(TestObjects.mention("before", "AAPL")));
            await().atMost(LONG).until(() -> first.all.size() == 1);
        }
        Heard second = new Heard();
        try (LiveFeed.Subscription subscription = feed.subscribe(second)) {
            broker.send(Topics.MENTIONS, mentions.encode(TestObjects.mention("after", "AAPL")));
            await().atMost(LONG).until(() -> second.all.contains(TestObjects.mention("after", "AAPL")));
            assertThat(second.all).doesNotContain(TestObjects.mention("before", "AAPL"));
        }
    }

    /** The listener holds the feed up until the flood has come, so that the feed is behind however fast it is. */
    @Test
    void passesOverAFloodAndSaysSo() {
        CountDownLatch flooded = new CountDownLatch(1);
        Heard heard = new Heard() {
            @Override
            public void mention(ScoredMention mention) {
                super.mention(mention);
                try {
                    flooded.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (LiveFeed.Subscription subscription = feed.subscribe(heard)) {
            byte[] bytes = mentions.encode(TestObjects.mention("flood", "AAPL"));
            for (int i = 0; i < 40_000; i++) {
                broker.send(Topics.MENTIONS, bytes);
            }
            broker.flush();
            flooded.countDown();
            await().atMost(LONG).until(() -> heard.skipped.get() > 0);
            broker.send(Topics.MENTIONS, mentions.encode(TestObjects.mention("dry", "AAPL")));
            await().atMost(LONG).until(() -> heard.all.contains(TestObjects.mention("dry", "AAPL")));
            assertThat(heard.all.size()).isLessThan(40_000);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "tickvox.slow", matches = "true")
    void measuresTheWayFromProduceToAnOpenPage() {
        try (TestServer server = TestServer.start(feed);
                EventStream stream = EventStream.open(server, "")) {
            stream.awaitEvents(2);
            long[] nanos = new long[60];
            for (int i = 0; i < nanos.length; i++) {
                String id = "latency" + i;
                long sent = System.nanoTime();
                broker.send(Topics.MENTIONS, mentions.encode(TestObjects.mention(id, "AAPL")));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .atMost(LONG)
                        .until(() -> stream.events().stream()
                                .anyMatch(event -> event.data().contains('"' + id + '"')));
                EventStream.Event event = stream.events().stream()
                        .filter(candidate -> candidate.data().contains('"' + id + '"'))
                        .findFirst()
                        .orElseThrow();
                nanos[i] = event.nanos() - sent;
            }
            Arrays.sort(nanos);
            System.err.printf(
                    "from produce to the page's socket: median %.1f ms, 95th percentile %.1f ms%n",
                    nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 95 / 100] / 1e6);
        }
    }

    private static class Heard implements LiveListener {
        private final List<Object> all = new CopyOnWriteArrayList<>();
        private final AtomicLong skipped = new AtomicLong();

        @Override
        public void mention(ScoredMention mention) {
            all.add(mention);
        }

        @Override
        public void sentimentBar(SentimentBar bar) {
            all.add(bar);
        }

        @Override
        public void priceBar(PriceBar bar) {
            all.add(bar);
        }

        @Override
        public void skipped(long records) {
            skipped.addAndGet(records);
        }
    }
}
