package io.tickvox.server;

import io.tickvox.model.Interval;
import java.util.Locale;

/**
 * A small market: AAPL and MSFT up to 18:30 on Monday 6 January 2014, with daily prices that run on beyond it, as in a file
 * that reaches further than the posts.
 */
final class Seed {
    private final TestDatabase database;

    private Seed(TestDatabase database) {
        this.database = database;
    }

    static void market(TestDatabase database) {
        Seed seed = new Seed(database);
        database.execute("insert into listing values ('AAPL', 'Apple', 'NASDAQ', 'Information Technology'),"
                + " ('MSFT', 'Microsoft', 'NASDAQ', 'Information Technology'), ('A', 'Agilent', 'NYSE', null),"
                + " ('PINE', 'Pineapple 100%_pure', 'NYSE', null)");
        seed.daily();
        seed.sentiment("AAPL", Interval.H1, "2014-01-05T15:00:00Z", 4, 4, 0, 1, 1, 2, -0.1);
        seed.sentiment("AAPL", Interval.H1, "2014-01-06T14:00:00Z", 5, 4, 1, 2, 0, 1, 0.3);
        seed.sentiment("AAPL", Interval.H1, "2014-01-06T18:00:00Z", 3, 3, 0, 1, 1, 0, 0.1);
        seed.sentiment("AAPL", Interval.M1, "2014-01-06T18:29:00Z", 3, 3, 0, 1, 1, 0, 0.1);
        seed.sentiment("MSFT", Interval.H1, "2014-01-06T17:00:00Z", 2, 2, 0, 2, 0, 0, 0.9);
        seed.price("AAPL", Interval.H1, "2014-01-06T18:00:00Z", 77.7);
        seed.price("AAPL", Interval.M1, "2014-01-06T18:29:00Z", 77.7);
        seed.posts();
        database.execute("insert into coverage_gap (source, start, \"end\", missing, reason, updated_at, symbol) values"
                + gap("x", "20:00", "20:30", "posts", "socket closed", "") + ","
                + gap("yahoo", "20:05", "20:10", "prices", "blocked", "AAPL") + ","
                + gap("stocktwits", "20:00", "20:10", "posts", "too much", "MSFT") + ","
                + gap("coinbase", "20:00", "20:10", "pair_prices", "away", "") + ","
                + gap("compliance", "20:00", "20:10", "deletions", "away", "") + ","
                + " ('reddit', '2014-01-06T18:00:00Z', null, 'posts', 'rate limited', '2014-01-06T18:00:00Z', '')");
        database.execute(
                "insert into rejection values"
                        + " ('x', 'file-1', '2014-01-06T18:00:00Z', 'MALFORMED', 'Expected an object', '{\"cut'),"
                        + " ('x', 'file-2', '2014-01-06T18:00:00Z', 'ENCODING', 'Expected UTF-8', '\\xff00'),"
                        + " ('reddit', 'raw-0-7', '2014-01-06T17:00:00Z', 'TOO_LARGE', 'Too large', convert_to(repeat('é', 5000), 'UTF8'))");
    }

    /** A gap on Friday. */
    private static String gap(String source, String from, String to, String missing, String reason, String symbol) {
        return " ('%s', '2014-01-03T%s:00Z', '2014-01-03T%s:00Z', '%s', '%s', '2014-01-03T20:30:00Z', '%s')"
                .formatted(source, from, to, missing, reason, symbol);
    }

    private void daily() {
        String[][] days = {
            {"2013-12-30", "79.22", "37.29", "3"}, {"2013-12-31", "80.15", "37.41", "10"},
            {"2014-01-02", "79.02", "37.16", "6"}, {"2014-01-03", "77.28", "36.91", "8"},
            {"2014-01-06", null, "36.13", "8"}, {"2014-01-07", null, "36.41", null}
        };
        for (String[] day : days) {
            String start = day[0] + "T05:00:00Z";
            if (day[1] != null) {
                price("AAPL", Interval.D1, start, Double.parseDouble(day[1]));
            }
            price("MSFT", Interval.D1, start, Double.parseDouble(day[2]));
            if (day[3] != null) {
                sentiment("AAPL", Interval.D1, start, Integer.parseInt(day[3]), 3, 0, 1, 1, 1, 0.2);
            }
        }
    }

    private void posts() {
        post("1", "2014-01-06T18:29:10.123Z", "original", null, 0.1, "positive", 0.5, "$AAPL is great, not awful");
        post("2", "2014-01-06T18:20:00Z", "original", null, 0.2, "neutral", 0, "$AAPL <b>opens</b>");
        post("3", "2014-01-06T18:20:00Z", "repost", "2", 0.2, "neutral", 0, "RT $AAPL <b>opens</b>");
        post("4", "2014-01-06T18:10:00Z", "original", null, 0.9, "positive", 0.8, "JOIN NOW $AAPL");
        post(
                "at://did:plc:a/app.bsky.feed.post/5",
                "2014-01-06T14:10:00Z",
                "quote",
                null,
                0.1,
                "negative",
                -0.4,
                "$AAPL awful");
    }

    private void post(
            String id, String at, String kind, String copyOf, double noise, String label, double score, String text) {
        database.execute(String.format(
                Locale.ROOT,
                """
                insert into post (source, post_id, author_name, author_followers, created_at, observed_at, text, url, kind, copy_of, likes)
                values ('x', '%1$s', 'ann', 10, '%2$s', '%2$s', '%3$s', 'https://x.com/ann/status/%1$s', '%4$s', %5$s, 2);
                insert into mention values ('x', '%1$s', 'AAPL', '%2$s', '%2$s', 'cashtag', 1, 'cashtag $AAPL', %8$s, 0.5, 0.3, 0.2,
                    %6$s, '%7$s', null, 1, 'model-1')""",
                id,
                at,
                text,
                kind,
                copyOf == null ? "null" : "'" + copyOf + "'",
                noise,
                label,
                score));
    }

    private void sentiment(
            String symbol,
            Interval interval,
            String start,
            int posts,
            int originals,
            int noise,
            int positive,
            int neutral,
            int negative,
            double mean) {
        database.execute(String.format(
                Locale.ROOT,
                "insert into sentiment_bar values ('%s', '%s', '%s', %d, %d, %d, %d, %d, %d, %d, 0, %s, 0.1, 0.15, 1, 0,"
                        + " '{\"x\": %4$d}', true, '%3$s')",
                symbol,
                interval.id(),
                start,
                posts,
                originals,
                noise,
                posts,
                positive,
                neutral,
                negative,
                mean));
    }

    private void price(String symbol, Interval interval, String start, double close) {
        database.execute(String.format(
                Locale.ROOT,
                "insert into price_bar values ('%s', '%s', '%s', %4$s, %4$s, %4$s, %4$s, 1000, 10, %4$s, 'file', true, '%3$s')",
                symbol,
                interval.id(),
                start,
                close));
    }
}
