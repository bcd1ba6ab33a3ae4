package io.tickvox.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Deletion;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.ScoredMention;
import io.tickvox.pipeline.io.EventTime;
import io.tickvox.pipeline.io.NormalisedSerializer;
import io.tickvox.pipeline.io.OutputTypes;
import io.tickvox.pipeline.io.PostChangeSerializer;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.operator.Published;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.PostChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others hear of posts. */
class PublishedTest {
    private static final Instant AT = Instant.parse("2024-03-04T15:00:00Z");

    @Test
    void tellsOfADeletionToThoseWhoHeardOfThePost() throws Exception {
        Post post = Post.builder("x", "1", AT, AT.plusSeconds(1))
                .author("7", "ann", 10L)
                .text("what there is to say about $A and $B today")
                .build();
        List<ScoredMention> told = mentions(post, new Deletion("x", "1", AT.plusSeconds(60), AT.plusSeconds(61)));

        assertThat(told).extracting(ScoredMention::deleted).containsExactly(false, false, true, true);
        assertThat(told.subList(2, 4))
                .allSatisfy(gone -> {
                    assertThat(gone.mention().postId()).isEqualTo("1");
                    assertThat(gone.mention().createdAt()).isEqualTo(AT);
                    assertThat(gone.text()).isEmpty();
                    assertThat(gone.authorName()).isNull();
                })
                .extracting(gone -> gone.mention().symbol())
                .containsExactlyInAnyOrder("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"what there is to say about $B today, and nothing else", "short: $B"})
    void tellsOfAnEditToThoseWhoHeardOfATickerThatIsNamedNoMore(String edited) throws Exception {
        Post.Builder post = Post.builder("x", "1", AT, AT.plusSeconds(1));
        List<ScoredMention> told = mentions(
                post.text("what there is to say about $A and $B today").build(),
                post.text(edited).version(1).observedAt(AT.plusSeconds(60)).build());

        assertThat(told).filteredOn(ScoredMention::deleted).singleElement().satisfies(gone -> {
            assertThat(gone.mention().symbol()).isEqualTo("A");
            assertThat(gone.mention().observedAt()).isEqualTo(AT.plusSeconds(60));
            assertThat(gone.mention().linkReason()).isEqualTo("edited");
        });
        assertThat(told)
                .filteredOn(mention -> !mention.deleted())
                .extracting(mention -> mention.mention().symbol())
                .containsExactlyInAnyOrder("A", "B", "B");
    }

    @Test
    void deletionsTravelBetweenTasks() throws Exception {
        for (PostChange removed : List.of(
                new PostChange.Removed("x", "1", AT, false, AT.minusSeconds(9), List.of("A", "B")),
                PostChange.Removed.unknown("reddit", "t3_x", AT),
                new PostChange.Withdrawn("x", "1", AT.minusSeconds(9), AT, List.of("A")))) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            new PostChangeSerializer().serialize(removed, out);

            assertThat(new PostChangeSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                    .isEqualTo(removed);
        }
    }

    private static List<ScoredMention> mentions(Normalised... posts) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        PipelineGraph graph = PipelineGraph.of(
                source(env, List.of(posts)),
                source(env, List.of(new Heartbeat("x", AT))),
                PipelineSettings.of("unused", new DatabaseAddress("unused", "", ""), TestAnalyzer::new));
        return graph.changes()
                .flatMap(new Published())
                .returns(OutputTypes.SCORED_MENTION)
                .executeAndCollect(100);
    }

    private static DataStream<Normalised> source(StreamExecutionEnvironment env, List<Normalised> records) {
        return env.fromData(records, new RecordType<>(Normalised.class, new NormalisedSerializer()))
                .assignTimestampsAndWatermarks(EventTime.strategy(Duration.ofMinutes(1)));
    }
}
