package io.tickvox.store.export;

import static io.tickvox.store.Examples.MINUTE;
import static io.tickvox.store.Examples.NOON;
import static io.tickvox.store.Examples.mention;
import static io.tickvox.store.Examples.post;
import static io.tickvox.store.Examples.priceBar;
import static io.tickvox.store.Examples.sentimentBar;
import static io.tickvox.store.Examples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.Interval;
import io.tickvox.model.Rejection;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.PostChangeWriter;
import io.tickvox.store.PriceBarWriter;
import io.tickvox.store.RejectionWriter;
import io.tickvox.store.SentimentBarWriter;
import io.tickvox.store.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableExportTest {
    private TestDatabase database;

    @TempDir
    Path dir;

    @BeforeAll
    void fill() {
        database = TestDatabase.migrated();
        database.write(
                new PostChangeWriter(),
                List.of(
                        written(
                                post("2").text("a, \"b\"\r\nc").lang(null).likes(7L),
                                mention("2", "AAPL", NOON.plusSeconds(60), 1)),
                        written(
                                post("1").text("").url("https://x.com/ann/1"),
                                mention("1", "MSFT", NOON, 0.1),
                                mention("1", "AAPL", NOON, -0.0001))));
        database.write(
                new SentimentBarWriter(),
                List.of(
                        sentimentBar("AAPL", Interval.M1, MINUTE, 3),
                        unscored(sentimentBar("AAPL", Interval.D1, MINUTE, 2))));
        database.write(new PriceBarWriter(), List.of(priceBar("AAPL", Interval.M1, MINUTE, 10, 10.25)));
        database.write(
                new RejectionWriter(),
                List.of(
                        rejection("1", "{\"cut".getBytes(StandardCharsets.UTF_8)),
                        rejection("2", new byte[] {(byte) 0xff, 0}),
                        rejection("3", "base64:eA==".getBytes(StandardCharsets.UTF_8))));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void writesCsvByRfc4180() throws IOException {
        assertThat(text(ExportRequest.all("post", ExportFormat.CSV)))
                .isEqualTo(
                        "source,post_id,author_id,author_name,author_followers,created_at,observed_at,text,lang,url,kind,"
                                + "parent_id,copy_of,likes,reposts,replies,quotes,views,version,revised_at,content,fingerprint\r\n"
                                + "x,1,7,ann,12,2014-01-02T17:00:00.123Z,2026-11-21T10:00:00.456Z,\"\",en,https://x.com/ann/1,"
                                + "original,,,,,,,,0,0,0,99\r\n"
                                + "x,2,7,ann,12,2014-01-02T17:00:00.123Z,2026-11-21T10:00:00.456Z,\"a, \"\"b\"\"\r\nc\",,,"
                                + "original,,,7,,,,,0,0,0,99\r\n");
    }

    @Test
    void writesNdjsonWithNumbersAndObjects() throws IOException {
        List<JsonNode> rows = json(ExportRequest.all("sentiment_bar", ExportFormat.NDJSON));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("interval").asString()).isEqualTo("1d");
        assertThat(rows.get(0).get("score_mean").isNull()).isTrue();
        assertThat(rows.get(1).get("score_mean").doubleValue()).isEqualTo(0.1234);
        assertThat(rows.get(1).get("by_source").get("x").intValue()).isEqualTo(3);
        assertThat(rows.get(1).get("complete").isBoolean()).isTrue();
        assertThat(rows.get(1).get("start").asString()).isEqualTo("2014-01-02T17:00:00.000Z");
    }

    @Test
    void sortsByKeyAndFilters() throws IOException {
        assertThat(json(ExportRequest.all("mention", ExportFormat.NDJSON)))
                .extracting(
                        row -> row.get("post_id").asString() + row.get("symbol").asString())
                .containsExactly("1AAPL", "1MSFT", "2AAPL");
        assertThat(json(new ExportRequest("mention", "AAPL", null, NOON, NOON.plusSeconds(60), ExportFormat.NDJSON)))
                .extracting(row -> row.get("score").doubleValue())
                .containsExactly(-0.0001);
        assertThat(json(new ExportRequest("market_bar", "AAPL", Interval.M1, MINUTE, null, ExportFormat.NDJSON)))
                .extracting(row ->
                        row.get("return").doubleValue() + "|" + row.get("posts").intValue())
                .containsExactly("0.02499999999999991|3");
    }

    @Test
    void keepsEveryByteOfRejectedPayloads() throws IOException {
        assertThat(json(ExportRequest.all("rejection", ExportFormat.NDJSON)))
                .extracting(row -> row.get("payload").asString())
                .containsExactly("{\"cut", "base64:/wA=", "base64:YmFzZTY0OmVBPT0=");
    }

    @Test
    void writesParquetThatReadsBackTyped() throws IOException {
        List<GenericRecord> posts = parquet("post");
        assertThat(posts).hasSize(2);
        assertThat(posts.get(0).get("created_at")).isEqualTo(NOON);
        assertThat(posts.get(0).get("lang")).hasToString("en");
        assertThat(posts.get(1).get("likes")).isEqualTo(7L);
        assertThat(posts.get(1).get("lang")).isNull();
        assertThat(((ByteBuffer) parquet("rejection").get(1).get("payload")).get(0))
                .isEqualTo((byte) 0xff);
        try (var reader = org.apache.parquet.hadoop.ParquetFileReader.open(new LocalInputFile(dir.resolve("post")))) {
            PrimitiveType createdAt =
                    reader.getFileMetaData().getSchema().getType("created_at").asPrimitiveType();
            assertThat(createdAt.getLogicalTypeAnnotation())
                    .isEqualTo(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS));
        }
    }

    @Test
    void exportsEveryTableInEveryFormat() throws IOException {
        for (String table : TableExport.tables()) {
            for (ExportFormat format : ExportFormat.values()) {
                assertThat(text(ExportRequest.all(table, format))).isNotNull();
            }
        }
        assertThat(database.rows("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_name <> 'flyway_schema_history'"))
                .containsExactlyInAnyOrderElementsOf(TableExport.tables());
    }

    @Test
    void namesTableThatMayBeMeant() {
        assertThatThrownBy(() -> text(ExportRequest.all("sentiment_bars", ExportFormat.CSV)))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_TABLE))
                .hasMessageContaining("Did you mean 'sentiment_bar'?");
        assertThatThrownBy(() -> TableExport.check(ExportRequest.all("x; drop table post", ExportFormat.CSV)))
                .hasMessageNotContaining("mean")
                .hasMessageContaining("market_bar");
    }

    @Test
    void namesColumnsOfTableThatHasNoSymbol() {
        ExportRequest request = new ExportRequest("post", "AAPL", null, null, null, ExportFormat.CSV);
        assertThatThrownBy(() -> text(request))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("--symbol")
                .hasMessageContaining("author_name");
    }

    private List<GenericRecord> parquet(String table) throws IOException {
        Path file = dir.resolve(table);
        try (OutputStream out = Files.newOutputStream(file)) {
            TableExport.of(database.dataSource()).export(ExportRequest.all(table, ExportFormat.PARQUET), out);
        }
        List<GenericRecord> rows = new ArrayList<>();
        try (var reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<JsonNode> json(ExportRequest request) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        return text(request).lines().map(mapper::readTree).toList();
    }

    private String text(ExportRequest request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableExport.of(database.dataSource()).export(request, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Rejection rejection(String position, byte[] payload) {
        return new Rejection("x", position, NOON, Rejection.Reason.MALFORMED, "Expected '}'", payload);
    }

    /** {@code bar}, all of whose posts are noise. */
    private static SentimentBar unscored(SentimentBar bar) {
        return new SentimentBar(
                bar.symbol(),
                bar.interval(),
                bar.start(),
                bar.posts(),
                bar.originals(),
                bar.posts(),
                bar.authors(),
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                0,
                0,
                bar.bySource(),
                bar.complete(),
                bar.updatedAt());
    }
}
