package io.tickvox.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The law of parity: for the same landed records the tables are the same, whatever the order, repeats and restarts. */
class ParityTest {
    private static final Instant START = Instant.parse("2024-03-08T12:00:00Z");
    private static final String[] SYMBOLS = {"AAA", "BBB", "CCC", "DDD"};
    private static final String[] WORDS = {
        "earnings beat by a mile today",
        "selling everything before the open",
        "spam join my room for free gains now",
        "short this into the close please",
        "nothing to see here move along"
    };

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void flinkRunEqualsReferenceOnShuffledRepeatedInput(@ForAll("seeds") long seed) throws Exception {
        Random random = new Random(seed);
        List<Normalised> records = records(random);
        Tables expected = new Reference(FlinkRun.SPAN, new TestAnalyzer()).tables(records);

        List<Normalised> delivered = new ArrayList<>(records);
        for (int i = random.nextInt(records.size()); i > 0; i--) {
            delivered.add(records.get(random.nextInt(records.size())));
        }
        Collections.shuffle(delivered, random);
        int failures = random.nextInt(3);
        Tables actual = FlinkRun.tables(delivered, List.of(), 2, failures);

        assertThat(Tables.differences(actual.posts(), expected.posts())).isEmpty();
        assertThat(Tables.differences(actual.mentions(), expected.mentions())).isEmpty();
        assertThat(Tables.differences(actual.sentimentBars(), expected.sentimentBars()))
                .isEmpty();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    /** Posts of two days over a change of daylight saving time: copies, reposts, versions and deletions among them. */
    static List<Normalised> records(Random random) {
        List<Normalised> records = new ArrayList<>();
        int n = 50 + random.nextInt(400);
        for (int i = 0; i < n; i++) {
            Post post = post(random, i);
            records.add(post);
            int fate = random.nextInt(20);
            if (fate == 0) {
                records.add(new Deletion(post.source(), post.postId(), post.createdAt(), post.observedAt()));
            } else if (fate <= 2) {
                records.add(post.toBuilder()
                        .text(text(random))
                        .observedAt(post.observedAt().plusMillis(random.nextInt(10_000) - 5_000L))
                        .version(random.nextInt(2))
                        .build());
            } else if (fate == 3) {
                records.add(post.toBuilder()
                        .likes((long) random.nextInt(50))
                        .observedAt(post.observedAt().minusMillis(1 + random.nextInt(10_000)))
                        .build());
            }
        }
        return records;
    }

    private static Post post(Random random, int i) {
        Instant createdAt = START.plusMillis(random.nextInt(47 * 3_600_000));
        PostKind kind = PostKind.values()[random.nextInt(PostKind.values().length)];
        int label = random.nextInt(6);
        return Post.builder(
                        random.nextBoolean() ? "x" : "stocktwits",
                        Integer.toString(i),
                        createdAt,
                        createdAt.plusSeconds(60 + random.nextInt(600)))
                .author(random.nextInt(10) == 0 ? null : "u" + random.nextInt(30), null, (long) random.nextInt(10_000))
                .text(random.nextInt(20) == 0 ? "no ticker in these words at all" : text(random))
                .thread(random.nextInt(4) == 0 ? "Everything on $" + SYMBOLS[random.nextInt(SYMBOLS.length)] : null)
                .kind(kind)
                .authorLabel(label < AuthorLabel.values().length ? AuthorLabel.values()[label] : null)
                .build();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(WORDS[random.nextInt(WORDS.length)]);
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(" $").append(SYMBOLS[random.nextInt(SYMBOLS.length)]);
        }
        return random.nextInt(3) == 0 ? text + " " + random.nextInt(1_000) : text.toString();
    }
}
