package io.tickvox.sources.stocktwits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mappers;
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

class StockTwitsMapperTest {
    private static final String MESSAGE = """
            {"id":900,"body":"$ZORB &quot;can&#39;t&quot; lose","created_at":"2026-05-31T22:37:16Z",
             "user":{"id":5,"username":"ada","followers":12},"likes":{"total":4},"conversation":{"replies":2,
             "parent_message_id":900,"in_reply_to_message_id":null,"parent":true},"reshares":{"reshared_count":3},
             "symbols":[{"symbol":"ZORB"},{"symbol":"BTC.X"},{"symbol":"zorb"}],
             "entities":{"sentiment":{"basic":"Bullish"}}}""";

    @Test
    void readsAMessage() {
        Post post = post(MESSAGE);

        assertThat(post.postId()).isEqualTo("900");
        assertThat(post.text()).isEqualTo("$ZORB \"can't\" lose");
        assertThat(post.createdAt()).isEqualTo(Instant.parse("2026-05-31T22:37:16Z"));
        assertThat(post.authorId()).isEqualTo("5");
        assertThat(post.authorName()).isEqualTo("ada");
        assertThat(post.authorFollowers()).isEqualTo(12);
        assertThat(post.symbols()).containsExactly("ZORB", "BTC.X");
        assertThat(post.authorLabel()).isEqualTo(AuthorLabel.BULLISH);
        assertThat(post.likes()).isEqualTo(4);
        assertThat(post.reposts()).isEqualTo(3);
        assertThat(post.replies()).isEqualTo(2);
        assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
        assertThat(post.url()).isEqualTo("https://stocktwits.com/ada/message/900");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'body':'me too','reshare_message':{'message':{'id':8,'body':'so it is'}} | QUOTE | 8",
                "'body':'so it is','reshare_message':{'message':{'id':8,'body':'so it is'}} | REPOST | 8",
                "'body':'','reshare_message':{'parent_reshared_message_id':7} | REPOST | 7",
                "'body':'no','conversation':{'parent_message_id':3,'in_reply_to_message_id':4} | REPLY | 4",
                "'body':'no','conversation':{'parent_message_id':3,'in_reply_to_message_id':null} | REPLY | 3",
                "'body':'no','conversation':null | ORIGINAL | "
            })
    void tellsHowAMessageCameToBe(String fields, PostKind kind, String parent) {
        Post post = post(("{'id':9,'created_at':'2026-05-31T22:37:16Z'," + fields + "}").replace('\'', '"'));

        assertThat(post.kind()).isEqualTo(kind);
        assertThat(post.parentId()).isEqualTo(parent);
    }

    @Test
    void readsPagesOncePerMessage() {
        List<Normalised> records =
                map("{\"response\":{\"status\":200},\"messages\":[" + MESSAGE + ",{\"id\":1}," + MESSAGE + "]}");

        assertThat(records).hasSize(3);
        assertThat(records.get(1)).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.reason())
                .isEqualTo(Rejection.Reason.MISSING_FIELD));
        assertThat(map("{\"response\":{\"status\":200},\"messages\":[]}")).isEmpty();
    }

    @Test
    void rejectsErrors() {
        String limit = "{\"response\":{\"status\":429},\"errors\":[{\"message\":\"Rate limit exceeded.\"}]}";

        assertThat(rejection(limit).reason()).isEqualTo(Rejection.Reason.UPSTREAM_ERROR);
        assertThat(rejection(limit).message()).contains("Rate limit exceeded");
        assertThat(rejection("<!DOCTYPE html><title>Just a moment...</title>").reason())
                .isEqualTo(Rejection.Reason.UPSTREAM_ERROR);
        assertThat(rejection("{\"response\":{\"status\":403}}").reason()).isEqualTo(Rejection.Reason.UPSTREAM_ERROR);
    }

    @TestFactory
    Stream<DynamicTest> readsRecordings() {
        return Shared.recordings("stocktwits")
                .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> {
                    List<Normalised> records = new ArrayList<>();
                    for (byte[] payload : recording.payloads()) {
                        records.addAll(Shared.map("stocktwits", Mappers.streamOf("stocktwits", payload), payload));
                    }
                    List<Post> posts = Shared.all(records, Post.class);
                    JsonNode truth = recording.truth().path("posts");
                    assertThat(posts).hasSize(truth.size());
                    for (int i = 0; i < truth.size(); i++) {
                        check(posts.get(i), truth.get(i));
                    }
                }));
    }

    private static void check(Post post, JsonNode truth) {
        assertThat(post.postId()).isEqualTo(truth.path("id").asString());
        assertThat(post.authorId()).isEqualTo(truth.path("author_id").asString());
        assertThat(post.authorName()).isEqualTo(truth.path("author_username").asString());
        Shared.assertCount(post.authorFollowers(), truth.path("author_followers"));
        Shared.assertCount(post.createdAt().toEpochMilli(), truth.path("created_at_ms"));
        assertThat(post.text()).isEqualTo(truth.path("text_html_unescaped").asString());
        AuthorLabel label = post.authorLabel();
        assertThat(label == null ? null : label.id())
                .isEqualTo(
                        truth.path("sentiment").isNull()
                                ? null
                                : truth.path("sentiment").asString().toLowerCase(java.util.Locale.ROOT));
        assertThat(post.symbols())
                .containsExactlyElementsOf(truth.path("symbols")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        Shared.assertCount(post.likes(), truth.path("like_count"));
        Shared.assertCount(post.reposts(), truth.path("reshare_count"));
        Shared.assertCount(post.replies(), truth.path("reply_count"));
        if (truth.path("is_reshare").asBoolean()) {
            assertThat(post.kind()).isIn(PostKind.REPOST, PostKind.QUOTE);
            assertThat(post.parentId())
                    .isEqualTo(truth.path("reshared_message_id").asString());
        } else {
            assertThat(post.kind() == PostKind.REPLY)
                    .isEqualTo(!truth.path("in_reply_to").isNull());
        }
    }

    @Test
    void rejectsWhatIsToBeWrittenOnlyInTheFuture() {
        assertThat(rejection(MESSAGE.replace("2026-05-31", "2026-11-03"))).satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Rejection.Reason.INVALID_FIELD);
            assertThat(rejection.message()).contains("2026-11-03T22:37:16Z").contains("clock");
        });
        assertThat(post(MESSAGE.replace("2026-05-31T22", "2026-11-02T11")).postId())
                .isEqualTo("900");
    }

    private static List<Normalised> map(String payload) {
        return Shared.map("stocktwits", "symbol", payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Post post(String payload) {
        return Shared.all(map(payload), Post.class).get(0);
    }

    private static Rejection rejection(String payload) {
        return Shared.all(map(payload), Rejection.class).get(0);
    }
}
