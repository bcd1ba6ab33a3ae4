package io.tickvox.sources.finnhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Shared;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FinnhubMappersTest {
    @Test
    void keepsTradesThatAreAlikeAndOutOfOrder() {
        String trade = "{'c':['1'],'p':133.22,'s':'brk-b','t':1618417965944,'v':13}";
        String earlier = "{'c':null,'p':67000.5,'s':'BINANCE:BTCUSDT','t':1618417965000,'v':0.015}";

        List<Quote> trades = quotes("trades", "{'type':'trade','data':[" + trade + "," + trade + "," + earlier + "]}");

        assertThat(trades).extracting(Quote::ordinal).containsExactly(0, 1, 2);
        assertThat(trades).extracting(Quote::symbol).containsExactly("BRK.B", "BRK.B", "BINANCE:BTCUSDT");
        assertThat(trades.get(0).at()).isEqualTo(Instant.ofEpochMilli(1618417965944L));
        assertThat(trades.get(0).volume()).isEqualTo(13);
        assertThat(trades.get(2).close()).isEqualTo(67000.5);
    }

    @Test
    void rejectsASingleTradeAndKeepsTheOthers() {
        List<Normalised> records = map(
                "trades",
                "{'type':'trade','data':[{'p':0,'s':'A','t':1618417965944,'v':1},"
                        + "{'p':1,'s':'A','t':1618417965944,'v':1},{'p':1,'t':1618417965944}]}");

        assertThat(records.get(0)).isInstanceOfSatisfying(Rejection.class, r -> {
            assertThat(r.reason()).isEqualTo(Rejection.Reason.INVALID_FIELD);
            assertThat(r.position()).isEqualTo("test:0:0#0");
        });
        assertThat(records.get(1)).isInstanceOf(Quote.class);
        assertThat(records.get(2)).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.reason())
                .isEqualTo(Rejection.Reason.MISSING_FIELD));
    }

    @Test
    void pingsSayNothing() {
        assertThat(map("trades", "{'type':'ping'}")).isEmpty();
    }

    @Test
    void takesTheSymbolOfAQuoteFromTheStream() {
        assertThat(quotes("quote:AAPL", "{'c':261.74,'h':263.31,'l':260.68,'o':261.07,'pc':259.45,'t':1582641000}"))
                .containsExactly(Quote.snapshot(
                        "finnhub", "AAPL", Instant.ofEpochSecond(1582641000), Shared.OBSERVED, 0, 261.74, null));
        assertThat(quotes("quote:AAPL", "{'c':261.74}").get(0).at()).isEqualTo(Shared.OBSERVED);
    }

    @Test
    void readsCandles() {
        String candles = "{'c':[2,3],'h':[4,4],'l':[1,1],'o':[2,2],'s':'ok','t':[1569297600,1569384000],'v':[10,11]}";

        assertThat(quotes("candle:D:AAPL", candles)).hasSize(2).first().satisfies(bar -> {
            assertThat(bar.interval()).isEqualTo(Interval.D1);
            assertThat(bar.at()).isEqualTo(Instant.parse("2019-09-24T04:00:00Z"));
            assertThat(bar.high()).isEqualTo(4);
            assertThat(bar.volume()).isEqualTo(10);
        });
        assertThat(quotes("candle:1:BINANCE:BTCUSDT", candles).get(1)).satisfies(bar -> {
            assertThat(bar.symbol()).isEqualTo("BINANCE:BTCUSDT");
            assertThat(bar.at()).isEqualTo(Instant.ofEpochSecond(1569384000));
        });
        assertThat(map("candle:D:AAPL", "{'s':'no_data'}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trades | {'type':'error','msg':'Subscribing to too many symbols'} | UPSTREAM_ERROR",
                "trades | {'error':'Invalid API key'} | UPSTREAM_ERROR",
                "trades | {'type':'news','data':[]} | INVALID_FIELD",
                "trades | {'type':'trade'} | MISSING_FIELD",
                "trades | {} | MISSING_FIELD",
                "trades | {'type':'trade','data':[ | MALFORMED",
                "quote:AAPL | {'error':'API limit reached.'} | UPSTREAM_ERROR",
                "quote:AAPL | {'c':0,'h':0,'l':0,'o':0,'pc':0,'t':0} | INVALID_FIELD",
                "quote:AAPL | {} | MISSING_FIELD",
                "quote | {'c':1} | MISSING_FIELD",
                "candle:W:AAPL | {'s':'ok','t':[1]} | INVALID_FIELD",
                "candle:D:AAPL | {'s':'ok'} | MISSING_FIELD"
            })
    void rejectsWhatIsNoPrice(String stream, String payload, Rejection.Reason reason) {
        assertThat(Shared.all(map(stream, payload), Rejection.class))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(reason));
    }

    @TestFactory
    Stream<DynamicTest> readsRecordedFrames() {
        return Shared.recordings("finnhub")
                .filter(recording -> recording.kind().contains("ws"))
                .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> {
                    List<Quote> trades = new ArrayList<>();
                    for (byte[] payload : recording.payloads()) {
                        for (Normalised record : Shared.map("finnhub", "trades", payload)) {
                            if (record instanceof Quote trade) {
                                trades.add(trade);
                            } else {
                                assertThat(((Rejection) record).reason()).isEqualTo(Rejection.Reason.UPSTREAM_ERROR);
                            }
                        }
                    }
                    List<JsonNode> truth = recording
                            .truth()
                            .path("frames")
                            .valueStream()
                            .flatMap(frame -> frame.path("trades").valueStream())
                            .toList();
                    assertThat(trades).hasSameSizeAs(truth);
                    for (int i = 0; i < truth.size(); i++) {
                        assertThat(trades.get(i).symbol())
                                .isEqualTo(truth.get(i).path("symbol").asString());
                        assertThat(trades.get(i).close())
                                .isEqualTo(truth.get(i).path("price").doubleValue());
                        assertThat(trades.get(i).at().toEpochMilli())
                                .isEqualTo(truth.get(i).path("ts_ms").longValue());
                        assertThat(trades.get(i).volume())
                                .isEqualTo(truth.get(i).path("volume").doubleValue());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsRecordedAnswers() {
        return Shared.recordings("finnhub")
                .filter(recording -> !recording.kind().contains("ws"))
                .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> {
                    String stream = recording.truth().has("bars") ? "candle:D:TSLA" : "quote:TSLA";
                    List<Normalised> records = Shared.map("finnhub", stream, recording.bytes());
                    if (recording.truth().has("error")) {
                        assertThat(records).singleElement().isInstanceOf(Rejection.class);
                    } else if (recording.truth().has("price")) {
                        assertThat(((Quote) records.get(0)).close())
                                .isEqualTo(recording.truth().path("price").doubleValue());
                    } else {
                        assertBars(
                                Shared.all(records, Quote.class),
                                recording.truth().path("bars"));
                    }
                }));
    }

    private static void assertBars(List<Quote> bars, JsonNode truth) {
        assertThat(bars).hasSize(truth.size());
        for (int i = 0; i < truth.size(); i++) {
            assertThat(bars.get(i).open()).isEqualTo(truth.get(i).path("open").doubleValue());
            assertThat(bars.get(i).high()).isEqualTo(truth.get(i).path("high").doubleValue());
            assertThat(bars.get(i).low()).isEqualTo(truth.get(i).path("low").doubleValue());
            assertThat(bars.get(i).close()).isEqualTo(truth.get(i).path("close").doubleValue());
            assertThat(bars.get(i).volume())
                    .isEqualTo(truth.get(i).path("volume").doubleValue());
        }
    }

    private static List<Normalised> map(String stream, String payload) {
        return Shared.map("finnhub", stream, payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<Quote> quotes(String stream, String payload) {
        return Shared.all(map(stream, payload), Quote.class);
    }
}
