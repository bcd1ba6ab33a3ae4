package io.tickvox.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Mappers are total: whatever the bytes, they do not throw, and they say something unless there is nothing to say. */
class MapperFuzzTest {
    private static final List<String[]> STREAMS = List.of(
            new String[] {"x", "v1.1"},
            new String[] {"x", "search"},
            new String[] {"x", "stream"},
            new String[] {"reddit", "listing"},
            new String[] {"reddit", "thing"},
            new String[] {"bluesky", "jetstream"},
            new String[] {"stocktwits", "symbol"},
            new String[] {"stocktwits", "message"},
            new String[] {"finnhub", "trades"},
            new String[] {"finnhub", "quote:AAPL"},
            new String[] {"finnhub", "candle:D:AAPL"},
            new String[] {"yahoo", "chart"},
            new String[] {"yahoo", "quote"},
            new String[] {"yahoo", "streamer"},
            new String[] {"file", "prices-daily"});

    /** Words of the payloads' own, so that random JSON reaches past the first look. */
    private static final String[] NAMES = {
        "id",
        "id_str",
        "text",
        "created_at",
        "data",
        "includes",
        "users",
        "tweets",
        "entities",
        "symbols",
        "user",
        "retweeted_status",
        "statuses",
        "delete",
        "status",
        "errors",
        "kind",
        "children",
        "body",
        "title",
        "name",
        "created_utc",
        "edited",
        "replies",
        "did",
        "time_us",
        "commit",
        "record",
        "collection",
        "operation",
        "rkey",
        "messages",
        "symbol",
        "sentiment",
        "reshare_message",
        "message",
        "type",
        "t",
        "p",
        "s",
        "v",
        "c",
        "o",
        "h",
        "l",
        "chart",
        "result",
        "meta",
        "timestamp",
        "indicators",
        "quote",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "dataGranularity",
        "quoteResponse",
        "regularMarketPrice",
        "regularMarketTime"
    };

    private static final String[] SCALARS = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e400",
        "418700000000000001",
        "99999999999999999999999",
        "\"\"",
        "\"t1\"",
        "\"trade\"",
        "\"1d\"",
        "\"create\"",
        "\"app.bsky.feed.post\"",
        "\"Thu Jan 02 14:30:05 +0000 2014\"",
        "\"2026-05-31T22:37:16Z\"",
        "\"\\ud83d\"",
        "\"\\u0000\"",
        "1482373052",
        "1779719009157119"
    };

    @Property(tries = 3000)
    void surviveRandomBytes(@ForAll("bytes") byte[] bytes) {
        everywhere(bytes);
    }

    @Property(tries = 3000)
    void surviveRandomJson(@ForAll("json") String json) {
        everywhere(json.getBytes(StandardCharsets.UTF_8));
    }

    @TestFactory
    List<DynamicTest> surviveBrokenRecordings() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String source : List.of("x", "reddit", "bluesky", "stocktwits", "finnhub", "yahoo")) {
            tests.add(DynamicTest.dynamicTest(source, () -> Shared.recordings(source)
                    .forEach(recording ->
                            recording.payloads().stream().limit(3).forEach(payload -> breakAndMap(source, payload)))));
        }
        return tests;
    }

    private static void breakAndMap(String source, byte[] payload) {
        Random random = new Random(payload.length);
        for (String[] stream : STREAMS) {
            if (!stream[0].equals(source)) {
                continue;
            }
            for (int n = 0; n < 20; n++) {
                map(stream, Arrays.copyOf(payload, random.nextInt(payload.length + 1)));
                byte[] mutant = payload.clone();
                for (int i = 0; i < 1 + random.nextInt(5) && mutant.length > 0; i++) {
                    int at = random.nextInt(mutant.length);
                    mutant[at] = n % 2 == 0
                            ? (byte) random.nextInt()
                            : (byte) "0123456789{}[],:\"\\nul".charAt(random.nextInt(21));
                }
                map(stream, mutant);
            }
        }
    }

    private static void everywhere(byte[] bytes) {
        for (String[] stream : STREAMS) {
            List<Normalised> records = map(stream, bytes);
            if (bytes.length == 0) {
                assertThat(records).hasSize(1);
            }
        }
    }

    private static List<Normalised> map(String[] stream, byte[] bytes) {
        List<Normalised> records = new ArrayList<>();
        Mappers.standard().map(Envelope.json(stream[0], stream[1], Shared.OBSERVED, bytes), "fuzz:0:0", records::add);
        boolean saysNothing = records.isEmpty();
        assertThat(saysNothing && !isJsonOrOtherwiseWellFormed(bytes))
                .as("lost %s on %s", new String(bytes, StandardCharsets.UTF_8), Arrays.toString(stream))
                .isFalse();
        return records;
    }

    private static boolean isJsonOrOtherwiseWellFormed(byte[] bytes) {
        try {
            Shared.JSON.readTree(bytes);
            return true;
        } catch (tools.jackson.core.JacksonException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
        Arbitrary<byte[]> jsonLike = Arbitraries.strings()
                .withChars("{}[]:,\"\\0123456789.-+eEtrufalsn \t\n\u00e9")
                .ofMaxLength(60)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(any, jsonLike);
    }

    @Provide
    Arbitrary<String> json() {
        return json(4);
    }

    private static Arbitrary<String> json(int depth) {
        Arbitrary<String> scalar = Arbitraries.of(SCALARS);
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> member = Combinators.combine(Arbitraries.of(NAMES), Arbitraries.lazy(() -> json(depth - 1)))
                .as((name, value) -> "\"" + name + "\":" + value);
        Arbitrary<String> object = member.list().ofMaxSize(6).map(members -> "{" + String.join(",", members) + "}");
        Arbitrary<String> array = Arbitraries.lazy(() -> json(depth - 1))
                .list()
                .ofMaxSize(3)
                .map(values -> "[" + String.join(",", values) + "]");
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, scalar), net.jqwik.api.Tuple.of(5, object), net.jqwik.api.Tuple.of(2, array));
    }
}
