package io.tickvox.sources.yahoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mappers;
import io.tickvox.sources.Shared;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class YahooMappersTest {
    /** Bytes of a frame up to and with its time, without which it is none. */
    private static final int LENGTH_TO_TIME = 21;

    @Test
    void readsMinuteBarsAndTheLivePriceAfterThem() {
        List<Quote> quotes = quotes(
                "chart",
                chart(
                        "'symbol':'BRK-B','dataGranularity':'1m'",
                        "[1577975400,1577975460,1577975520,1577975533]",
                        "'open':[1,null,2,3],'high':[4,null,4,3],'low':[1,null,1,3],'close':[2,null,2,3],"
                                + "'volume':[10,null,null,0]"));

        assertThat(quotes).hasSize(3);
        assertThat(quotes.get(0)).satisfies(bar -> {
            assertThat(bar.symbol()).isEqualTo("BRK.B");
            assertThat(bar.interval()).isEqualTo(Interval.M1);
            assertThat(bar.at()).isEqualTo(Instant.ofEpochSecond(1577975400));
            assertThat(bar.high()).isEqualTo(4);
            assertThat(bar.volume()).isEqualTo(10);
        });
        assertThat(quotes.get(1).ordinal()).isEqualTo(2);
        assertThat(quotes.get(1).volume()).isNull();
        assertThat(quotes.get(2).kind()).isEqualTo(Quote.Kind.SNAPSHOT);
        assertThat(quotes.get(2).at()).isEqualTo(Instant.ofEpochSecond(1577975533));
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 1577975400, 2020-01-02T05:00:00Z",
        "America/New_York, 1593610200, 2020-07-01T04:00:00Z",
        "Asia/Tokyo, 1577923200, 2020-01-02T05:00:00Z",
        "Australia/Sydney, 1577919600, 2020-01-02T05:00:00Z"
    })
    void namesADailyBarAfterItsDateAtTheExchange(String zone, long start, Instant expected) {
        assertThat(quotes(
                                "chart",
                                chart(
                                        "'symbol':'A','dataGranularity':'1d','exchangeTimezoneName':'" + zone + "'",
                                        "[" + start + "]",
                                        "'open':[1],'high':[1],'low':[1],'close':[1],'volume':[1]"))
                        .get(0))
                .satisfies(bar -> {
                    assertThat(bar.interval()).isEqualTo(Interval.D1);
                    assertThat(bar.at()).isEqualTo(expected);
                });
    }

    @Test
    void turnsPenceIntoPounds() {
        assertThat(quotes(
                                "chart",
                                chart(
                                        "'symbol':'VOD.L','dataGranularity':'1d','currency':'GBp'",
                                        "[1577975400]",
                                        "'open':[150],'high':[152.5],'low':[149],'close':[151]"))
                        .get(0))
                .satisfies(bar -> {
                    assertThat(bar.high()).isEqualTo(1.525);
                    assertThat(bar.volume()).isNull();
                });
    }

    @Test
    void readsChartsWithoutBars() {
        assertThat(map(
                        "chart",
                        "{'chart':{'result':[{'meta':{'symbol':'A','dataGranularity':'1m'},"
                                + "'indicators':{'quote':[{}]}}],'error':null}}"))
                .isEmpty();
        assertThat(map("chart", chart("'symbol':'A','dataGranularity':'1m'", "[60,120]", "'open':[1]")))
                .isEmpty();
    }

    @Test
    void readsQuotes() {
        List<Normalised> records = map(
                "quote",
                "{'quoteResponse':{'result':[{'symbol':'A','regularMarketPrice':2.5,'regularMarketTime':1739566800,"
                        + "'regularMarketVolume':7,'currency':'USD'},{'symbol':'B'}],'error':null}}");

        assertThat(records.get(0))
                .isEqualTo(
                        Quote.snapshot("yahoo", "A", Instant.ofEpochSecond(1739566800), Shared.OBSERVED, 0, 2.5, 7.0));
        assertThat(records.get(1)).isInstanceOf(Rejection.class);
        assertThat(map("quote", "{'quoteResponse':{'result':[],'error':null}}")).isEmpty();
    }

    @Test
    void readsFramesOfBothVersions() {
        String frame = Base64.getEncoder().encodeToString(frame(314.7650146484375f, 1736509140000L, 1200));
        Quote expected = Quote.snapshot(
                "yahoo", "BTC-USD", Instant.ofEpochMilli(1736509140000L), Shared.OBSERVED, 0, 314.765, 1200.0);

        assertThat(quotes("streamer", frame)).containsExactly(expected);
        assertThat(quotes("streamer", "{'type':'pricing','message':'" + frame + "'}"))
                .containsExactly(expected);
        assertThat(quotes("streamer", frame + "\n" + frame)).hasSize(2);
    }

    @Test
    void rejectsEveryCutOfAFrame() {
        byte[] whole = frame(1.5f, 1736509140000L, 1200);
        for (int length = 0; length < LENGTH_TO_TIME; length++) {
            assertThat(map("streamer", Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length)) + "\n"))
                    .singleElement()
                    .isInstanceOf(Rejection.class);
        }
    }

    @Property
    void readsTheDecimalThatAFloatStandsFor(@ForAll @IntRange(min = 1, max = 9_999_999) int cents) {
        assertThat(PricingData.shortest((float) (cents / 100.0))).isEqualTo(cents / 100.0);
    }

    @Property
    void losesNothingOfAFloat(@ForAll float value) {
        assertThat((float) PricingData.shortest(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "chart | {'chart':{'result':null,'error':{'code':'Not Found'}}} | UPSTREAM_ERROR",
                "chart | {'finance':{'result':null,'error':{'code':'Unauthorized'}}} | UPSTREAM_ERROR",
                "chart | Too Many Requests | UPSTREAM_ERROR",
                "chart | Edge: Too Many Requests | UPSTREAM_ERROR",
                "chart | {'chart':{'result':[{'meta':{'symbol':'A','dataGranularity':'1wk'}}]}} | INVALID_FIELD",
                "chart | {'chart':{'result':[{'meta':{'symbol':'A'}}]}} | MISSING_FIELD",
                "chart | {} | MISSING_FIELD",
                "quote | {'finance':{'error':{'code':'x','description':'Invalid Crumb'}}} | UPSTREAM_ERROR",
                "streamer | Too Many Requests | UPSTREAM_ERROR",
                "streamer | <html></html> | UPSTREAM_ERROR",
                "streamer | {'type':'error','message':null} | UPSTREAM_ERROR",
                "streamer | {'type':'pricing','message':'%%%'} | MALFORMED",
                "streamer | not base64! | MALFORMED"
            })
    void rejectsWhatIsNoPrice(String stream, String payload, Rejection.Reason reason) {
        assertThat(Shared.all(map(stream, payload), Rejection.class))
                .singleElement()
                .satisfies(rejection ->
                        assertThat(rejection.reason()).as(rejection.message()).isEqualTo(reason));
    }

    @TestFactory
    Stream<DynamicTest> readsRecordings() {
        return Shared.recordings("yahoo")
                .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> {
                    JsonNode truth = recording.truth();
                    List<Normalised> records = new ArrayList<>();
                    for (byte[] payload : recording.payloads()) {
                        records.addAll(Shared.map("yahoo", Mappers.streamOf("yahoo", payload), payload));
                    }
                    if (truth.has("frames")) {
                        assertQuotes(Shared.all(records, Quote.class), truth.path("frames"), "ts_ms");
                    } else if (truth.has("quotes")) {
                        assertQuotes(Shared.all(records, Quote.class), truth.path("quotes"), "time_ms");
                    } else if (truth.path("results").path(0).has("bars")) {
                        assertBars(
                                Shared.all(records, Quote.class),
                                truth.path("results").path(0));
                    } else {
                        assertThat(records).isNotEmpty().allMatch(record -> record instanceof Rejection);
                    }
                }));
    }

    private static void assertQuotes(List<Quote> quotes, JsonNode truth, String time) {
        assertThat(quotes).hasSize(truth.size());
        for (int i = 0; i < truth.size(); i++) {
            JsonNode expected = truth.get(i);
            double price = expected.path("decoded").has("price_shortest")
                    ? expected.path("decoded").path("price_shortest").doubleValue()
                    : expected.path("price").doubleValue();
            assertThat(quotes.get(i).symbol()).isEqualTo(expected.path("symbol").asString());
            assertThat(quotes.get(i).close()).isEqualTo(price);
            assertThat(quotes.get(i).at().toEpochMilli())
                    .isEqualTo(expected.path(time).longValue());
            if (expected.path("decoded").has("day_volume")) {
                assertThat(quotes.get(i).volume())
                        .isEqualTo(expected.path("decoded").path("day_volume").doubleValue());
            }
        }
    }

    private static void assertBars(List<Quote> bars, JsonNode chart) {
        assertThat(bars).hasSize(chart.path("complete_bar_count").intValue());
        for (int i = 0; i < bars.size(); i++) {
            JsonNode expected = chart.path("bars").path(i);
            assertThat(bars.get(i).open()).isCloseTo(expected.path("open").doubleValue(), within(1e-9));
            assertThat(bars.get(i).high()).isCloseTo(expected.path("high").doubleValue(), within(1e-9));
            assertThat(bars.get(i).low()).isCloseTo(expected.path("low").doubleValue(), within(1e-9));
            assertThat(bars.get(i).close()).isCloseTo(expected.path("close").doubleValue(), within(1e-9));
            assertThat(bars.get(i).volume()).isEqualTo(expected.path("volume").doubleValue());
            ZoneId zone = ZoneId.of(chart.path("tz").asString());
            assertThat(bars.get(i).at().atZone(zone).toLocalDate())
                    .isEqualTo(Instant.ofEpochMilli(expected.path("ts_ms").longValue())
                            .atZone(zone)
                            .toLocalDate());
        }
    }

    /** A frame as the streamer sends them: symbol, price, time, a field nobody reads, market hours, day volume. */
    private static byte[] frame(float price, long millis, long volume) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x0a);
        out.write(7);
        out.writeBytes("BTC-USD".getBytes(StandardCharsets.UTF_8));
        out.write(0x15);
        int bits = Float.floatToIntBits(price);
        for (int i = 0; i < 4; i++) {
            out.write(bits >>> 8 * i);
        }
        out.write(0x18);
        varint(out, millis << 1);
        out.write(0x38);
        out.write(4);
        out.write(0x48);
        varint(out, volume << 1);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static String chart(String meta, String times, String columns) {
        return "{'chart':{'result':[{'meta':{" + meta + "},'timestamp':" + times + ",'indicators':{'quote':[{" + columns
                + "}]}}],'error':null}}";
    }

    private static List<Normalised> map(String stream, String payload) {
        return Shared.map("yahoo", stream, payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<Quote> quotes(String stream, String payload) {
        return Shared.all(map(stream, payload), Quote.class);
    }
}
