package io.tickvox.bench;

import io.tickvox.sources.bluesky.BlueskyFactory;
import io.tickvox.sources.coinbase.CoinbaseFactory;
import io.tickvox.sources.finnhub.FinnhubFactory;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.x.XFactory;
import io.tickvox.sources.yahoo.YahooStreamFactory;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A source's stream, as fast as is asked for. */
enum Feed {
    BLUESKY("ws") {
        /** One post in twenty can be about a ticker, as is not far from an ordinary day. */
        @Override
        String record(long n, Instant at) {
            String text = n % 20 == 0
                    ? "I hold $AAPL and am not selling it, number " + n
                    : "Good morning to everybody who reads number " + n + ", the sun is shining again";
            return "{\"did\":\"did:plc:" + n % 9_973 + "\",\"time_us\":" + ChronoUnit.MICROS.between(Instant.EPOCH, at)
                    + ",\"kind\":\"commit\",\"commit\":{\"rev\":\"3l3qo2vutsw2b\",\"operation\":\"create\","
                    + "\"collection\":\"app.bsky.feed.post\",\"rkey\":\"k" + n + "\",\"record\":{"
                    + "\"$type\":\"app.bsky.feed.post\",\"createdAt\":\"" + at + "\",\"langs\":[\"en\"],\"text\":\""
                    + text + "\"},\"cid\":\"bafyreidwaivazkwu67xztlmuobx35hs2lnfh3kolmgfmucldvhd3sgzcqi\"}}";
        }

        @Override
        SourceFactory factory() {
            return new BlueskyFactory();
        }
    },
    COINBASE("ws") {
        @Override
        String record(long n, Instant at) {
            return "{\"type\":\"match\",\"trade_id\":" + (n + 1) + ",\"maker_order_id\":\"a\",\"taker_order_id\":\"b\","
                    + "\"side\":\"sell\",\"size\":\"0.01\",\"price\":\"60000.5\",\"product_id\":\"BTC-USD\",\"sequence\":"
                    + n + ",\"time\":\"" + at + "\"}";
        }

        @Override
        SourceFactory factory() {
            return new CoinbaseFactory();
        }
    },
    FINNHUB("ws") {
        @Override
        String record(long n, Instant at) {
            return "{\"data\":[{\"c\":[\"1\"],\"p\":" + (100 + n % 7) + ",\"s\":\"AAPL\",\"t\":" + at.toEpochMilli()
                    + ",\"v\":3}],\"type\":\"trade\"}";
        }

        @Override
        SourceFactory factory() {
            return new FinnhubFactory();
        }

        @Override
        Map<String, String> settings(URI server) {
            return Map.of(
                    "base-url", server.toString().replace("ws:", "http:"),
                    "socket-url", server.toString(),
                    "token", "bench");
        }
    },
    YAHOO_STREAM("ws") {
        @Override
        String record(long n, Instant at) {
            return "{\"type\":\"pricing\",\"message\":\"CgRUU0xBFexRnUMY4NTB9KdlKgNOTVMwCDgBRQAAgD9lAACAP9gBBA==\"}";
        }

        @Override
        SourceFactory factory() {
            return new YahooStreamFactory();
        }
    },
    X("http") {
        @Override
        String record(long n, Instant at) {
            return "{\"data\":{\"id\":\"" + (1_900_000_000_000_000_000L + n) + "\",\"created_at\":\""
                    + at.truncatedTo(ChronoUnit.MILLIS)
                    + "\",\"author_id\":\"12\",\"lang\":\"en\",\"text\":\"long $AAPL "
                    + n + "\",\"public_metrics\":{\"retweet_count\":0,\"reply_count\":0,\"like_count\":1,"
                    + "\"quote_count\":0}},\"includes\":{\"users\":[{\"id\":\"12\",\"username\":\"somebody\"}]},"
                    + "\"matching_rules\":[{\"id\":\"1\",\"tag\":\"tickvox\"}]}\r\n";
        }

        @Override
        SourceFactory factory() {
            return new XFactory();
        }

        @Override
        Map<String, String> settings(URI server) {
            return Map.of("base-url", server.toString(), "bearer-token", "bench");
        }
    };

    private final String scheme;

    Feed(String scheme) {
        this.scheme = scheme;
    }

    /** Of the address at which it is served. */
    String scheme() {
        return scheme;
    }

    /** The {@code n}-th record, as it stands in the stream. */
    abstract String record(long n, Instant at);

    abstract SourceFactory factory();

    /** The settings by which the source reaches {@code server}. */
    Map<String, String> settings(URI server) {
        return Map.of("base-url", server.toString());
    }
}
