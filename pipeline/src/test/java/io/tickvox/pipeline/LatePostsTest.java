package io.tickvox.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.Deletion;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.io.EventTime;
import io.tickvox.pipeline.io.NormalisedSerializer;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.io.TableSink;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.JobBarWriter;
import io.tickvox.store.Migrations;
import io.tickvox.store.PostChangeWriter;
import io.tickvox.store.RecomputeWriter;
import io.tickvox.store.TableWriter;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Posts that come when the job's state no longer knows their time are counted all the same, by recomputing. */
class LatePostsTest {
    private static final Instant START = Instant.parse("2024-03-04T12:00:00Z");
    private static final int DAYS = 12;

    @TempDir
    Path folder;

    @Test
    void postsOfAllAgesLeaveTheTablesThatTheirDefinitionGives() throws Exception {
        Random random = new Random(7);
        List<Normalised> posts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            posts.add(post(random, i));
        }
        List<Normalised> delivered = new ArrayList<>(posts);
        delivered.addAll(posts.subList(0, 50));
        Collections.shuffle(delivered, random);
        delivered.add(delivered.size() / 3, new Heartbeat("x", START.plus(Duration.ofDays(DAYS))));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            DatabaseAddress address = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
            try (var pool = address.pool(4)) {
                Migrations.migrate(pool);
            }
            run(delivered, "", 2, address);
            try (Connection connection = address.connect()) {
                int computed = new Recompute(FlinkRun.SPAN, Clock.systemUTC()).run(connection, Instant.MAX);
                assertThat(computed).isPositive();
                Tables expected = new Reference(FlinkRun.SPAN, new TestAnalyzer()).tables(posts);
                assertThat(Tables.differences(copies(connection), copies(expected)))
                        .isEmpty();
                assertThat(Tables.differences(bars(connection), expected.sentimentBars()))
                        .isEmpty();
            }
        }
    }

    /**
     * A session over a weekend is still in the job's state when a deletion, or an original, comes of a post of Friday evening
     * that is forgotten: the bars are computed anew, and later posts of the session do not bring the old ones back.
     */
    @Test
    void postsOfASessionThatWasComputedAnewAreCountedWithTheOthers() throws Exception {
        Instant friday = Instant.parse("2024-03-08T22:00:00Z");
        Instant monday = Instant.parse("2024-03-11T14:00:00Z");
        Post deleted = text("1", friday, "something about $A that nobody else says today");
        Post copy = text("2", monday.minus(Duration.ofHours(20)), "the very same words on $B as others use");
        Post original = text("3", friday.minus(Duration.ofHours(2)), "the very same words on $B as others use");
        Post kept = text("4", monday, "what else there is to say about $A on a Monday");
        List<Normalised> before = List.of(
                deleted, copy, kept, new Deletion("x", "1", monday.plusSeconds(60), monday.plusSeconds(60)), original);
        Post laterA = text("5", monday.plusSeconds(3_600), "one more thing about $A an hour later then");
        Post laterB = text("6", monday.plusSeconds(3_600), "one more thing about $B an hour later then");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            DatabaseAddress address = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
            try (var pool = address.pool(4)) {
                Migrations.migrate(pool);
            }
            Recompute recompute = new Recompute(FlinkRun.SPAN, Clock.systemUTC());
            try (Connection connection = address.connect()) {
                Pause.meanwhile = () -> {
                    await().atMost(Duration.ofMinutes(1)).until(() -> waiting(connection) >= 2);
                    recompute.run(connection, Instant.MAX);
                };
                List<Normalised> all = new ArrayList<>(before);
                all.addAll(List.of(laterA, laterB));
                run(all, laterA.postId(), 1, address);
                assertThat(recompute.run(connection, Instant.MAX)).isPositive();
                Tables expected = new Reference(FlinkRun.SPAN, new TestAnalyzer())
                        .tables(List.of(copy, original, kept, laterA, laterB));
                assertThat(Tables.differences(bars(connection), expected.sentimentBars()))
                        .isEmpty();
            }
        }
    }

    @Test
    void tradesTooOldToBeCountedAreRejected() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        RecordType<Normalised> type = new RecordType<>(Normalised.class, new NormalisedSerializer());
        PipelineGraph graph = PipelineGraph.of(
                env.fromData(List.<Normalised>of(new Heartbeat("x", START)), type)
                        .assignTimestampsAndWatermarks(eager()),
                env.fromData(List.<Normalised>of(trade(0), trade(DAYS), trade(1), trade(DAYS)), type)
                        .assignTimestampsAndWatermarks(eager()),
                PipelineSettings.of("unused", new DatabaseAddress("unused", "", ""), TestAnalyzer::new));

        List<Rejection> rejections = graph.rejections().executeAndCollect(10);

        assertThat(rejections).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Rejection.Reason.TOO_LATE);
            assertThat(rejection.message()).contains("trade of A at 2024-03-05T12:00:00Z");
        });
    }

    private static Quote trade(int day) {
        Instant at = START.plus(Duration.ofDays(day));
        return Quote.trade("finnhub", "A", at, at, 0, 10, 5.0);
    }

    private static Post text(String id, Instant createdAt, String text) {
        return Post.builder("x", id, createdAt, createdAt.plusSeconds(1))
                .author("u" + id, null, 10L)
                .text(text)
                .build();
    }

    private static Post post(Random random, int i) {
        Instant createdAt = START.plusMillis(
                (long) (random.nextDouble() * Duration.ofDays(DAYS).toMillis()));
        String text = "the same five words again $" + (char) ('A' + random.nextInt(3)) + " " + random.nextInt(25);
        return Post.builder("x", Integer.toString(i), createdAt, createdAt.plusSeconds(1))
                .author("u" + random.nextInt(20), null, (long) random.nextInt(500))
                .text(text)
                .build();
    }

    private static long waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(distinct symbol) from recompute_queue")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Something done while the job waits, with all that came before already on its way. */
    private static final class Pause implements MapFunction<Normalised, Normalised> {
        private static final long serialVersionUID = 1;
        private static Meanwhile meanwhile = () -> {};

        private final String postId;

        Pause(String postId) {
            this.postId = postId;
        }

        @Override
        public Normalised map(Normalised record) throws Exception {
            if (record instanceof Post post && post.postId().equals(postId)) {
                meanwhile.run();
            }
            return record;
        }
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    /** @param pause the post before which {@link Pause} comes in */
    private static void run(List<Normalised> records, String pause, int parallelism, DatabaseAddress address)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        env.getConfig().enableObjectReuse();
        RecordType<Normalised> type = new RecordType<>(Normalised.class, new NormalisedSerializer());
        PipelineGraph graph = PipelineGraph.of(
                env.fromData(records, type)
                        .setParallelism(1)
                        .map(new Pause(pause))
                        .returns(type)
                        .setParallelism(1)
                        .disableChaining()
                        .assignTimestampsAndWatermarks(eager())
                        .setParallelism(1),
                env.fromData(List.<Normalised>of(new Heartbeat("x", START)), type)
                        .assignTimestampsAndWatermarks(eager()),
                PipelineSettings.of("unused", address, TestAnalyzer::new));
        table(graph.changes(), new PostChangeWriter(), address);
        table(graph.sentimentBars(), new JobBarWriter(), address);
        table(graph.stale(), new RecomputeWriter(), address);
        env.execute();
    }

    private static <T> void table(DataStream<T> rows, TableWriter<T> table, DatabaseAddress address) {
        rows.sinkTo(new TableSink<>(address, table, 100, Duration.ofMillis(50)));
    }

    /** Event time as {@link EventTime} has it, told after each record, so that lateness does not depend on timing. */
    private static WatermarkStrategy<Normalised> eager() {
        return WatermarkStrategy.<Normalised>forGenerator(context -> new Eager())
                .withTimestampAssigner((record, time) -> at(record));
    }

    private static long at(Normalised record) {
        if (record instanceof Post post) {
            return post.createdAt().toEpochMilli();
        }
        if (record instanceof Quote quote) {
            return quote.at().toEpochMilli();
        }
        return record instanceof Heartbeat heartbeat ? heartbeat.at().toEpochMilli() : Long.MIN_VALUE;
    }

    private static final class Eager implements WatermarkGenerator<Normalised> {
        private final EventTime eventTime = new EventTime();

        @Override
        public void onEvent(Normalised record, long timestamp, WatermarkOutput output) {
            eventTime.onEvent(record, timestamp, output);
            eventTime.onPeriodicEmit(output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static Map<String, String> copies(Tables tables) {
        Map<String, String> copies = new TreeMap<>();
        tables.posts().forEach((key, post) -> copies.put(key, String.valueOf(post.copyOf())));
        return copies;
    }

    private static Map<String, String> copies(Connection connection) throws SQLException {
        Map<String, String> copies = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select source, post_id, copy_of from post")) {
            while (row.next()) {
                copies.put(row.getString(1) + "/" + row.getString(2), String.valueOf(row.getString(3)));
            }
        }
        return copies;
    }

    private static Map<String, SentimentBar> bars(Connection connection) throws SQLException {
        Tables tables = Tables.empty();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from sentiment_bar")) {
            while (row.next()) {
                Map<String, Integer> bySource = new TreeMap<>();
                JsonMapper.shared()
                        .readTree(row.getString("by_source"))
                        .properties()
                        .forEach(entry ->
                                bySource.put(entry.getKey(), entry.getValue().intValue()));
                tables.write(new SentimentBar(
                        row.getString("symbol"),
                        Interval.of(row.getString("interval")),
                        row.getTimestamp("start").toInstant(),
                        row.getInt("posts"),
                        row.getInt("originals"),
                        row.getInt("noise"),
                        row.getInt("authors"),
                        row.getInt("positive"),
                        row.getInt("neutral"),
                        row.getInt("negative"),
                        row.getInt("mixed"),
                        (Double) row.getObject("score_mean"),
                        (Double) row.getObject("score_stddev"),
                        (Double) row.getObject("score_weighted"),
                        row.getInt("author_bullish"),
                        row.getInt("author_bearish"),
                        bySource,
                        row.getBoolean("complete"),
                        Tables.UNTIMED));
            }
        }
        return tables.sentimentBars();
    }
}
