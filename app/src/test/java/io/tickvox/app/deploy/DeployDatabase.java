package io.tickvox.app.deploy;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Rejection;
import io.tickvox.model.Revision;
import io.tickvox.model.SentimentBar;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.InstanceFacts;
import io.tickvox.store.ListingWriter;
import io.tickvox.store.Migrations;
import io.tickvox.store.PostChange;
import io.tickvox.store.PostChangeWriter;
import io.tickvox.store.PriceBarWriter;
import io.tickvox.store.ReaderRole;
import io.tickvox.store.RecomputeRequest;
import io.tickvox.store.RecomputeWriter;
import io.tickvox.store.RejectionWriter;
import io.tickvox.store.SentimentBarWriter;
import io.tickvox.store.SourceTables;
import io.tickvox.store.embedded.EmbeddedPostgres;
import io.tickvox.text.Listing;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL with a small market, of which {@link #FROM} to {@link #TO} is looked at, on a Friday at 14:30 in New York. */
final class DeployDatabase implements AutoCloseable {
    static final Instant FROM = Instant.parse("2025-06-02T00:00:00Z");
    static final Instant TO = Instant.parse("2025-06-06T18:30:00Z");
    static final String TEXT =
            "$AAPL's quarter: it''s \"great\" <b>; drop table post; -- ${symbol} \n".repeat(20) + "end";

    private final EmbeddedPostgres postgres;

    private DeployDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts it in {@code folder}, without tables. */
    static DeployDatabase start(Path folder) {
        return new DeployDatabase(EmbeddedPostgres.start(folder, 0));
    }

    DatabaseAddress owner() {
        return new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    DatabaseAddress reader() {
        return new DatabaseAddress(postgres.jdbcUrl(), ReaderRole.NAME, postgres.readerPassword());
    }

    /** Makes the tables and writes the market. */
    void fill() throws Exception {
        try (var pool = owner().pool(2)) {
            Migrations.migrate(pool);
            ReaderRole.ensure(pool, postgres.readerPassword());
            try (Connection connection = pool.getConnection()) {
                InstanceFacts.write(connection, InstanceFacts.SIMULATED, "true");
                new ListingWriter().write(connection, List.of(new Listing("AAPL", "Apple", "NASDAQ", null, List.of())));
                prices(connection);
                sentiment(connection);
                posts(connection);
                operations(connection);
            }
        }
    }

    private static void prices(Connection connection) throws Exception {
        new PriceBarWriter()
                .write(
                        connection,
                        List.of(
                                price("AAPL", Interval.D1, "2025-06-04T04:00:00Z", 98),
                                price("AAPL", Interval.D1, "2025-06-05T04:00:00Z", 100),
                                price("AAPL", Interval.D1, "2025-06-06T04:00:00Z", 110),
                                price("AAPL", Interval.H1, "2025-06-06T14:00:00Z", 101),
                                price("AAPL", Interval.H1, "2025-06-06T15:00:00Z", 102),
                                price("AAPL", Interval.M1, "2025-06-06T18:29:00Z", 103),
                                price("AAPL", Interval.M1, "2025-06-06T18:31:00Z", 109),
                                price("MSFT", Interval.D1, "2025-06-04T04:00:00Z", 50),
                                price("MSFT", Interval.D1, "2025-06-05T04:00:00Z", 55)));
    }

    private static void sentiment(Connection connection) throws Exception {
        new SentimentBarWriter()
                .write(
                        connection,
                        List.of(
                                bar("AAPL", Interval.D1, "2025-06-02T04:00:00Z", 30, 0.1),
                                bar("AAPL", Interval.D1, "2025-06-03T04:00:00Z", 40, 0.1),
                                bar("AAPL", Interval.D1, "2025-06-04T04:00:00Z", 50, 0.1),
                                bar("AAPL", Interval.D1, "2025-06-05T04:00:00Z", 1_000, 0.1),
                                bar("AAPL", Interval.H1, "2025-06-05T18:00:00Z", 99, 0.9),
                                bar("AAPL", Interval.H1, "2025-06-06T14:00:00Z", 10, 0.5),
                                bar("AAPL", Interval.H1, "2025-06-06T18:00:00Z", 6, -0.1),
                                bar("KO", Interval.H1, "2025-06-06T14:00:00Z", 4, 0.3)));
    }

    private static void posts(Connection connection) throws Exception {
        new PostChangeWriter()
                .write(
                        connection,
                        List.of(
                                post("1", "AAPL", FROM.plusSeconds(60), "$AAPL first"),
                                post("2", "AAPL", TO.minusSeconds(60), TEXT),
                                post("3", "AAPL", TO.plusSeconds(60), "$AAPL too late"),
                                post("4", "KO", TO.minusSeconds(60), "$KO another")));
    }

    private static void operations(Connection connection) throws Exception {
        SourceTables.writeStatus(
                connection,
                List.of(new SourceTables.StatusRow("yahoo", "unreachable", "no answer", 7, TO, 1_500L)),
                TO);
        SourceTables.writeGaps(
                connection,
                List.of(
                        gap("bluesky", null, FROM.minusSeconds(60), FROM.plusSeconds(60), "posts"),
                        gap("yahoo", null, TO.minusSeconds(60), null, "prices"),
                        gap("stocktwits", "KO", FROM.plusSeconds(10), FROM.plusSeconds(20), "posts"),
                        gap("coinbase", null, FROM.plusSeconds(10), null, "pair_prices"),
                        gap("x-compliance", null, FROM.plusSeconds(10), null, "deletions"),
                        gap("reddit", null, FROM.minusSeconds(60), FROM.minusSeconds(30), "posts")),
                TO);
        new RejectionWriter()
                .write(
                        connection,
                        List.of(
                                rejection("1", FROM.plusSeconds(60), Rejection.Reason.MALFORMED),
                                rejection("2", TO.minusSeconds(60), Rejection.Reason.MALFORMED),
                                rejection("3", TO.minusSeconds(60), Rejection.Reason.TOO_LARGE)));
        new RecomputeWriter()
                .write(connection, List.of(new RecomputeRequest("AAPL", Instant.parse("2025-06-02T04:00:00Z"))));
    }

    private static SourceTables.GapRow gap(
            String source, @Nullable String symbol, Instant start, @Nullable Instant end, String missing) {
        return new SourceTables.GapRow(source, symbol, start, end, missing, "away");
    }

    private static Rejection rejection(String position, Instant at, Rejection.Reason reason) {
        return new Rejection("x", position, at, reason, "Expected an object", new byte[] {'{'});
    }

    private static PostChange post(String id, String symbol, Instant at, String text) {
        Post post = Post.builder("x", id, at, at)
                .author("7", "ann", 12L)
                .text(text)
                .url("https://x.com/ann/status/" + id)
                .build();
        Mention mention = new Mention(
                "x",
                id,
                symbol,
                at,
                at,
                LinkKind.CASHTAG,
                0.95,
                "cashtag $" + symbol,
                0.6,
                0.7,
                0.2,
                0.1,
                0.01,
                Label.POSITIVE,
                AuthorLabel.BULLISH,
                1.25,
                "linear-1");
        return new PostChange.Written(post, new Revision(0, 0, 0), 0, List.of(mention), true);
    }

    /** A bar of {@code posts}, four of them scored. */
    private static SentimentBar bar(String symbol, Interval interval, String start, int posts, double mean) {
        Instant at = Instant.parse(start);
        return new SentimentBar(
                symbol,
                interval,
                at,
                posts,
                4,
                0,
                posts,
                1,
                1,
                1,
                1,
                mean,
                0.1,
                mean,
                0,
                0,
                Map.of("x", posts),
                true,
                at);
    }

    private static PriceBar price(String symbol, Interval interval, String start, double close) {
        Instant at = Instant.parse(start);
        return new PriceBar(symbol, interval, at, close, close, close, close, 100.0, 3L, close, "yahoo", true, at);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
