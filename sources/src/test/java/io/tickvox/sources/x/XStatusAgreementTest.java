package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Shared;
import io.tickvox.sources.internal.Utf8;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** The scanning mapper and its reference make the same of whatever they are given. */
class XStatusAgreementTest {
    private static final String[] NAMES = {
        "id",
        "id_str",
        "text",
        "full_text",
        "created_at",
        "lang",
        "user",
        "screen_name",
        "followers_count",
        "entities",
        "symbols",
        "extended_tweet",
        "retweeted_status",
        "quoted_status",
        "quoted_status_id_str",
        "quoted_status_id",
        "in_reply_to_status_id_str",
        "in_reply_to_status_id",
        "favorite_count",
        "retweet_count",
        "statuses",
        "delete",
        "edit_history",
        "edit_tweet_ids",
        "status",
        "errors",
        "title",
        "id\\u005fstr",
        "tex\\u0074",
        "",
        "ids",
        "other"
    };
    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-7",
        "1.5",
        "2e3",
        "418700000000000001",
        "9223372036854775808",
        "123456789012345678901234567890",
        "\"\"",
        "\"418700000000000002\"",
        "\"17\"",
        "\"en\"",
        "\"RT @ada: a &amp; b\"",
        "\"$zorb \\ud83d\\ude80 \\\"q\\\" \\/ \\n\\b\\f\\r\\t\"",
        "\"caf\u00e9 \u4e2d \ud83d\ude80\"",
        "\"mixed \u00e9\\u00e9 \ud83d\ude80\\\\\"",
        "\"\\ud83d\"",
        "\"\\udc00\\u0000\"",
        "\"brk-b\"",
        "\"Thu Jan 02 14:30:05 +0000 2014\"",
        "\"Thu Feb 29 14:30:05 -0130 2012\"",
        "\"Thu Jan 32 14:30:05 +0000 2014\"",
        "[]",
        "{}"
    };

    private final Mapper scanning = new XStatusMapper();
    private final Mapper reference = new XStatusReference();

    @Property(tries = 5000)
    void onRandomObjects(@ForAll("objects") String json) {
        agree(json.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 5000)
    void onAlmostJson(@ForAll("almostJson") byte[] bytes) {
        agree(bytes);
    }

    @Property(tries = 2000)
    void onNumbers(@ForAll("numbers") String number) {
        agree(("{\"id\":" + number + ",\"text\":\"t\",\"favorite_count\":" + number + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void onEdits(@ForAll("histories") String history) {
        agree(("{\"id_str\":\"418700000000000003\",\"text\":\"t\",\"edit_history\":" + history + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onDeepNesting() {
        for (int depth : new int[] {499, 500, 501, 100_000}) {
            agree(("{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}").getBytes(StandardCharsets.UTF_8));
            agree("{\"a\":".repeat(depth).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void onLongNumbersAndByteOrderMarks() {
        agree(("[" + "1".repeat(1000) + "]").getBytes(StandardCharsets.UTF_8));
        agree(("[" + "1".repeat(1002) + "]").getBytes(StandardCharsets.UTF_8));
        agree("\ufeff{\"id\":418700000000000001,\"text\":\"t\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onBrokenRecordings() {
        Random random = new Random(7);
        Shared.recordings("x")
                .forEach(recording -> recording.payloads().stream().limit(10).forEach(payload -> {
                    agree(payload);
                    for (int n = 0; n < 30; n++) {
                        agree(Arrays.copyOf(payload, random.nextInt(payload.length + 1)));
                        byte[] mutant = payload.clone();
                        for (int i = 0; i <= random.nextInt(3) && mutant.length > 0; i++) {
                            mutant[random.nextInt(mutant.length)] =
                                    (byte) "0123456789{}[],:\"\\nul".charAt(random.nextInt(21));
                        }
                        agree(mutant);
                    }
                }));
    }

    @Test
    void onStocknet() throws IOException {
        Path file = Shared.path("data/stocknet/posts_dev_2013-12-31_2015-06-30.jsonl.gz");
        Map<String, Post> posts = new HashMap<>();
        int rows = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Post post = (Post) agree(line.getBytes(StandardCharsets.UTF_8)).get(0);
                posts.put(post.postId(), post);
                rows++;
            }
        }

        assertThat(rows).isEqualTo(76_626);
        assertThat(posts).hasSize(62_410);
        assertThat(posts.values())
                .filteredOn(post -> post.kind() == PostKind.REPOST)
                .hasSize(15_573);
    }

    private List<Normalised> agree(byte[] bytes) {
        List<Normalised> scanned = map(scanning, bytes);
        List<Normalised> expected = map(reference, bytes);
        if (Utf8.check(bytes) != Utf8.TEXT) {
            return scanned;
        }
        assertThat(scanned).as(() -> new String(bytes, StandardCharsets.UTF_8)).hasSameSizeAs(expected);
        for (int i = 0; i < scanned.size(); i++) {
            if (scanned.get(i) instanceof Rejection mine && expected.get(i) instanceof Rejection its) {
                assertThat(mine.position()).isEqualTo(its.position());
                assertThat(mine.reason())
                        .as(() -> mine.message() + " / " + its.message() + " of "
                                + new String(bytes, StandardCharsets.UTF_8))
                        .isEqualTo(its.reason());
            } else {
                assertThat(scanned.get(i)).isEqualTo(expected.get(i));
            }
        }
        return scanned;
    }

    private static List<Normalised> map(Mapper mapper, byte[] bytes) {
        List<Normalised> records = new ArrayList<>();
        mapper.map(Envelope.json("x", "v1.1", Shared.OBSERVED, bytes), "test:0:0", records::add);
        return records;
    }

    @Provide
    Arbitrary<String> objects() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, object(4)), Tuple.of(1, array(4)), Tuple.of(1, Arbitraries.of(SCALARS)));
    }

    @Provide
    Arbitrary<byte[]> almostJson() {
        Arbitrary<byte[]> noise = Arbitraries.strings()
                .withChars("{}[]:,\"\\0123456789.-+eEtrufalsnid_ \t\n\u00e9")
                .ofMaxLength(40)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> broken = Combinators.combine(
                        object(3),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.bytes().between((byte) 1, (byte) 127))
                .as((json, at, b) -> {
                    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                    bytes[at % bytes.length] = b;
                    return bytes;
                });
        return Arbitraries.oneOf(noise, broken);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().withChars("0123456789.-+eE").ofMinLength(1).ofMaxLength(24);
    }

    @Provide
    Arbitrary<String> histories() {
        Arbitrary<String> ids = value(1).list().ofMaxSize(5).map(list -> "[" + String.join(",", list) + "]");
        return Arbitraries.oneOf(
                ids.map(list -> "{\"edit_tweet_ids\":" + list + "}"),
                Combinators.combine(ids, value(2))
                        .as((list, other) -> "{\"edit_tweet_ids\":" + list + ",\"edit_tweet_ids\":" + other + "}"),
                value(2));
    }

    private static Arbitrary<String> object(int depth) {
        return Combinators.combine(Arbitraries.of(NAMES), value(depth - 1), Arbitraries.of("", " ", "\n\t"))
                .as((name, value, space) -> space + "\"" + name + "\"" + space + ":" + space + value + space)
                .list()
                .ofMaxSize(7)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<String> array(int depth) {
        return value(depth - 1).list().ofMaxSize(3).map(values -> "[" + String.join(", ", values) + "]");
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.of(SCALARS);
        return depth <= 0
                ? scalar
                : Arbitraries.frequencyOf(
                        Tuple.of(6, scalar),
                        Tuple.of(3, Arbitraries.lazy(() -> object(depth))),
                        Tuple.of(1, Arbitraries.lazy(() -> array(depth))));
    }
}
