package io.tickvox.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Heartbeat;
import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.io.EventTime;
import io.tickvox.pipeline.io.NormalisedSerializer;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.io.TableSink;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import io.tickvox.store.PostChangeWriter;
import io.tickvox.store.RecomputeWriter;
import io.tickvox.store.SentimentBarWriter;
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
            run(delivered, address);
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

    private static Post post(Random random, int i) {
        Instant createdAt = START.plusMillis(
                (long) (random.nextDouble() * Duration.ofDays(DAYS).toMillis()));
        String text = "the same five words again $" + (char) ('A' + random.nextInt(3)) + " " + random.nextInt(25);
        return Post.builder("x", Integer.toString(i), createdAt, createdAt.plusSeconds(1))
                .author("u" + random.nextInt(20), null, (long) random.nextInt(500))
                .text(text)
                .build();
    }

    private static void run(List<Normalised> records, DatabaseAddress address) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.getConfig().enableObjectReuse();
        RecordType<Normalised> type = new RecordType<>(Normalised.class, new NormalisedSerializer());
        PipelineGraph graph = PipelineGraph.of(
                env.fromData(records, type).assignTimestampsAndWatermarks(eager()),
                env.fromData(List.<Normalised>of(new Heartbeat("x", START)), type)
                        .assignTimestampsAndWatermarks(eager()),
                PipelineSettings.of("unused", address, TestAnalyzer::new));
        table(graph.changes(), new PostChangeWriter(), address);
        table(graph.sentimentBars(), new SentimentBarWriter(), address);
        table(graph.stale(), new RecomputeWriter(), address);
        env.execute();
    }

    private static <T> void table(DataStream<T> rows, TableWriter<T> table, DatabaseAddress address) {
        rows.sinkTo(new TableSink<>(address, table, 100, Duration.ofMillis(50)));
    }

    /** Event time as {@link EventTime} has it, told after each record, so that lateness does not depend on timing. */
    private static WatermarkStrategy<Normalised> eager() {
        return WatermarkStrategy.<Normalised>forGenerator(context -> new Eager())
                .withTimestampAssigner((record, time) -> record instanceof Post post
                        ? post.createdAt().toEpochMilli()
                        : ((Heartbeat) record).at().toEpochMilli());
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
