package io.tickvox.testkit.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Label;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroundTruthTest {
    private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
    private static final SummaryTruth NOTHING = new SummaryTruth(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    @Test
    void copiesOfAStandingPostAreSecondHandAndSoAreReposts() {
        GroundTruth truth = truth(
                post("1", 0, PostKind.ORIGINAL, null, false, false),
                post("2", 1, PostKind.ORIGINAL, "1", false, false),
                post("3", 2, PostKind.REPOST, null, false, false));

        assertThat(truth.secondHand()).containsExactlyInAnyOrder(new PostId("x", "2"), new PostId("x", "3"));
    }

    @Test
    void theEarliestCopyOfADeletedPostIsTheOriginal() {
        GroundTruth truth = truth(
                post("1", 0, PostKind.ORIGINAL, null, false, true),
                post("4", 3, PostKind.ORIGINAL, "1", false, false),
                post("2", 1, PostKind.ORIGINAL, "1", false, true),
                post("3", 2, PostKind.ORIGINAL, "1", false, false));

        assertThat(truth.secondHand()).containsExactly(new PostId("x", "4"));
    }

    @Test
    void barsCountWhatStandsAndScoreOriginalsThatAreNoNoise() {
        GroundTruth truth = truth(
                post("1", 0, PostKind.ORIGINAL, null, false, false),
                post("2", 1, PostKind.ORIGINAL, "1", false, false),
                post("3", 2, PostKind.ORIGINAL, null, true, false),
                post("4", 3, PostKind.ORIGINAL, null, false, true),
                post("5", 60, PostKind.REPLY, null, false, false));

        Map<String, SortedMap<Instant, TrueBar>> bars = truth.bars(Duration.ofMinutes(1));

        assertThat(bars).containsOnlyKeys("VRDX");
        assertThat(bars.get("VRDX").values())
                .containsExactly(
                        new TrueBar("VRDX", START, 3, 2, 1, 1, 0, 0),
                        new TrueBar("VRDX", START.plusSeconds(60), 1, 1, 0, 1, 0, 0));
        assertThat(bars.get("VRDX").get(START).score()).isEqualTo(1);
    }

    private static GroundTruth truth(PostTruth... posts) {
        Map<PostId, PostTruth> byId = Stream.of(posts).collect(Collectors.toMap(PostTruth::id, Function.identity()));
        List<MentionTruth> mentions = Stream.of(posts)
                .map(post -> new MentionTruth(post.id(), "VRDX", Label.POSITIVE))
                .toList();
        return new GroundTruth(byId, mentions, List.of(), NOTHING);
    }

    private static PostTruth post(
            String id, int second, PostKind kind, @Nullable String copyOf, boolean noise, boolean deleted) {
        return new PostTruth(
                new PostId("x", id), "a", START.plusSeconds(second), kind, null, copyOf, noise, null, deleted, 1);
    }
}
