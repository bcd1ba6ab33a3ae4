package io.tickvox.app.process;

import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.FakeCoinbase;
import io.tickvox.testkit.fake.FakeFinnhub;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.FakeKinesis;
import io.tickvox.testkit.fake.FakeReddit;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeStockTwits;
import io.tickvox.testkit.fake.FakeX;
import io.tickvox.testkit.fake.FakeXCompliance;
import io.tickvox.testkit.fake.FakeYahoo;
import io.tickvox.testkit.fake.FakeYahooStreamer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All sources' APIs on loopback, and what the tables must hold of what was said and traded there. */
final class LiveFakes implements AutoCloseable {
    static final String SECRET = "s3cr3t-that-must-never-show";
    private static final String AUTHOR = "did:plc:somebody";
    private static final String LEAVER = "did:plc:leaver";

    /** A post, and what it must come to; {@code writtenAt} to the second at least. */
    record Said(String source, String id, String symbol, String text, Instant writtenAt) {
        String key() {
            return source + " " + id;
        }
    }

    /** The time, which stands still for who is speaking. */
    private static final class SpeakersClock extends Clock {
        private final ThreadLocal<Instant> spoken = new ThreadLocal<>();

        @Override
        public Instant instant() {
            Instant at = spoken.get();
            return at == null ? Instant.now() : at;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final SpeakersClock clock = new SpeakersClock();
    private final FakeJetstream bluesky = new FakeJetstream(clock);
    private final FakeStockTwits stockTwits = new FakeStockTwits(clock);
    private final FakeX x = new FakeX(clock);
    private final FakeXCompliance compliance = new FakeXCompliance(clock);
    private final FakeReddit reddit = new FakeReddit(clock);
    private final FakeKinesis kinesis = new FakeKinesis(clock, "collected", "AKIDTEST", 2);
    private final FakeYahoo yahoo = new FakeYahoo(clock);
    private final FakeYahooStreamer streamer = new FakeYahooStreamer(clock);
    private final FakeCoinbase coinbase = new FakeCoinbase(clock);
    private final FakeFinnhub finnhub = new FakeFinnhub(clock);
    private final Map<String, FakeServer> servers = new LinkedHashMap<>();
    private final Map<String, Said> posts = new TreeMap<>();
    private int count;
    private final Map<String, Double> bars = new TreeMap<>();
    private final Map<String, Double> lasts = new TreeMap<>();
    private final Map<String, Double> volumes = new TreeMap<>();

    LiveFakes() {
        servers.put("bluesky", bluesky.server());
        servers.put("x", x.server());
        servers.put("kinesis", kinesis.server());
        servers.put("finnhub", finnhub.server());
        servers.put("coinbase", coinbase.server());
        servers.put("yahoo-stream", streamer.server());
        servers.put("reddit", reddit.server());
        servers.put("x-compliance", compliance.server());
        servers.put("stocktwits", stockTwits.server());
        servers.put("yahoo", yahoo.server());
        x.accepts(SECRET);
        compliance.accepts(SECRET);
        x.rule("$AAPL OR $BTC OR $TSLA", "tickvox");
        reddit.accepts("app", SECRET);
        finnhub.accepts(SECRET);
    }

    FakeServer server(String source) {
        return servers.get(source);
    }

    /** The settings by which the command reaches all of them. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sources-enabled", String.join(",", servers.keySet()));
        settings.put("sources-bluesky-base-url", bluesky.uri().toString());
        settings.put("sources-stocktwits-base-url", stockTwits.uri().toString());
        settings.put("sources-x-base-url", x.uri().toString());
        settings.put("sources-x-compliance-base-url", compliance.uri().toString());
        settings.put("sources-reddit-base-url", reddit.uri().toString());
        settings.put("sources-reddit-auth-url", reddit.uri().toString());
        settings.put("sources-reddit-client-id", "app");
        settings.put("sources-reddit-subreddits", "stocks");
        settings.put("sources-kinesis-base-url", kinesis.uri().toString());
        settings.put("sources-kinesis-region", "us-east-1");
        settings.put("sources-kinesis-stream", "collected");
        settings.put("sources-kinesis-payload", "stocktwits/message");
        settings.put("sources-yahoo-base-url", yahoo.uri().toString());
        settings.put("sources-yahoo-stream-base-url", streamer.uri().toString());
        settings.put("sources-coinbase-base-url", coinbase.uri().toString());
        settings.put("sources-finnhub-base-url", finnhub.restUri().toString());
        settings.put("sources-finnhub-socket-url", finnhub.socketUri().toString());
        return settings;
    }

    /** The environment that holds the credentials. */
    static Map<String, String> credentials() {
        return Map.of(
                "TICKVOX_SOURCES_X_BEARER_TOKEN", SECRET,
                "TICKVOX_SOURCES_X_COMPLIANCE_BEARER_TOKEN", SECRET,
                "TICKVOX_SOURCES_REDDIT_CLIENT_SECRET", SECRET,
                "TICKVOX_SOURCES_FINNHUB_TOKEN", SECRET,
                "AWS_ACCESS_KEY_ID", "AKIDTEST",
                "AWS_SECRET_ACCESS_KEY", SECRET);
    }

    /** All that was said and not taken back, by {@code source} and post's id. */
    synchronized Map<String, Said> posts() {
        return new TreeMap<>(posts);
    }

    /** The close of each minute of AAPL. */
    Map<String, Double> bars() {
        return bars;
    }

    /** The last price of what was traded over sockets. */
    Map<String, Double> lasts() {
        return lasts;
    }

    /** The volume of what was traded over sockets that tell volumes. */
    Map<String, Double> volumes() {
        return volumes;
    }

    /** Calls that were more than an API allows. */
    int callsBeyondTheLimits() {
        return stockTwits.callsBeyondTheLimit()
                + kinesis.readsBeyondTheLimit()
                + compliance.connectionsBeyondTheLimit();
    }

    /** Somebody says {@code text} about {@code symbol} by {@code speech}, which gives the post's id. */
    private Said say(String source, String symbol, String text, Function<String, String> speech) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        clock.spoken.set(at);
        try {
            Said said = new Said(source, speech.apply(text), symbol, text, at);
            posts.put(said.key(), said);
            return said;
        } finally {
            clock.spoken.remove();
        }
    }

    /** {@code times} things are said at every network. */
    synchronized void say(int times) {
        for (int i = 0; i < times; i++) {
            String symbol = i % 3 == 0 ? "TSLA" : "AAPL";
            say(
                    "stocktwits",
                    symbol,
                    "Strong buy, reason " + ++count,
                    text -> Long.toString(stockTwits.say(symbol, text)));
        }
        sayWhereItIsHeardSoon(times);
    }

    /** {@code times} things are said at every network but StockTwits, which is asked for a ticker once in a minute or so. */
    synchronized void sayWhereItIsHeardSoon(int times) {
        for (int i = 0; i < times; i++) {
            int n = ++count;
            sayOnBluesky(AUTHOR, "key" + n, "I think $AAPL is a strong buy, number " + n + " of my reasons");
            bluesky.post(AUTHOR, "xkey" + n, "Good morning to everybody");
            say("x", "TSLA", "long $TSLA, reason " + n + " of many", x::post);
            say("reddit", "AAPL", "I bought $AAPL for reason " + n, text -> reddit.comment("stocks", text));
            say("stocktwits", "TSLA", "$TSLA looks weak to me, " + n + " people say", text -> collect(n, text));
        }
    }

    private Said sayOnBluesky(String author, String key, String words) {
        return say("bluesky", "AAPL", words, text -> {
            bluesky.post(author, key, text);
            return author + "/" + key;
        });
    }

    private String collect(int n, String text) {
        String id = Integer.toString(900_000_000 + n);
        String message = "{\"id\":" + id + ",\"body\":\"" + text + "\",\"created_at\":\"" + clock.instant()
                + "\",\"user\":{\"id\":7,\"username\":\"somebody\"},\"symbols\":[{\"symbol\":\"TSLA\"}]}";
        kinesis.put("key " + n, message.getBytes(StandardCharsets.UTF_8));
        return id;
    }

    /** Collectors get more room, as they do under load. */
    void splitAShard() {
        kinesis.split(kinesis.openShards().get(0));
    }

    /** Authors take back what they said. */
    synchronized void delete() {
        Said first = posts.values().stream()
                .filter(said -> said.id().startsWith(AUTHOR))
                .findFirst()
                .orElseThrow();
        bluesky.delete(AUTHOR, first.id().substring(AUTHOR.length() + 1));
        posts.remove(first.key());
        Said second = posts.values().stream()
                .filter(said -> said.source().equals("x"))
                .findFirst()
                .orElseThrow();
        compliance.post("delete", second.id(), "");
        posts.remove(second.key());
    }

    /** Somebody says something on Bluesky, and somebody on X what he is going to edit; returns that. */
    synchronized Said sayWhatWillChange() {
        sayOnBluesky(LEAVER, "first", "I sell my $AAPL before I leave, and tell you of it");
        return say("x", "AAPL", "long $AAPL, for a reason that I got wrong", x::post);
    }

    /** He who spoke on Bluesky leaves, and the post on X is edited. */
    synchronized void change(Said edited) {
        bluesky.gone(LEAVER);
        posts.remove("bluesky " + LEAVER + "/first");
        say("x", "AAPL", "long $AAPL, for a reason that I got right", text -> x.edit(edited.id(), text));
        posts.remove(edited.key());
    }

    /** Minutes of trading in AAPL are over. */
    void bars(Instant from, int count) {
        for (int i = 0; i < count; i++) {
            Instant minute = from.plus(Duration.ofMinutes(i));
            double close = 200 + bars.size();
            yahoo.bar("AAPL", minute, close, 100);
            bars.put(minute.toString(), close);
        }
    }

    /** Trades at the feeds that tell only who listens: waits until somebody does. */
    void trade() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> streamer.hears("TSLA")
                        && coinbase.hears("BTC-USD")
                        && finnhub.heard().contains("MSFT"));
        int n = volumes.getOrDefault("MSFT", 0.0).intValue();
        streamer.price("TSLA", 314.765f + n);
        lasts.put("TSLA", (double) Math.round((314.765 + n) * 1_000) / 1_000);
        coinbase.trade("BTC-USD", 60_000.5 + n + "", "2");
        traded("BTC-USD", 60_000.5 + n, 2);
        finnhub.trade("MSFT", 400.25 + n, 3);
        traded("MSFT", 400.25 + n, 3);
    }

    private void traded(String symbol, double price, double volume) {
        lasts.put(symbol, price);
        volumes.merge(symbol, volume, Double::sum);
    }

    /** The sources, in the order in which they fail. */
    List<String> names() {
        return List.copyOf(servers.keySet());
    }

    @Override
    public void close() {
        servers.values().forEach(FakeServer::close);
    }
}
