package io.tickvox.sources.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mappers;
import io.tickvox.sources.Shared;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RedditMapperTest {
    private static final String SUBMISSION = """
            {"kind":"t3","data":{"name":"t3_5jo144","id":"5jo144","author":"ada","author_fullname":"t2_ab",
             "created":1482401852.0,"created_utc":1482373052.0,"edited":1482373100.0,"subreddit":"stocks",
             "title":"Why $ZORB &gt; $QUIX","selftext":"Long read &amp; short sale","score":-3,"num_comments":7,
             "permalink":"/r/stocks/comments/5jo144/why/"}}""";
    private static final String COMMENT = """
            {"kind":"t1","data":{"name":"t1_d4y","id":"d4y","author":"[deleted]","created_utc":1482373060.0,
             "edited":false,"subreddit":"stocks","link_id":"t3_5jo144","parent_id":"t3_5jo144","body":"No.","score":1,
             "score_hidden":true,"replies":""}}""";

    @Test
    void readsASubmission() {
        Post post = post(SUBMISSION);

        assertThat(post.postId()).isEqualTo("t3_5jo144");
        assertThat(post.text()).isEqualTo("Why $ZORB > $QUIX\n\nLong read & short sale");
        assertThat(post.createdAt()).isEqualTo(Instant.ofEpochSecond(1482373052));
        assertThat(post.version()).isEqualTo(1482373100000L);
        assertThat(post.authorId()).isEqualTo("t2_ab");
        assertThat(post.authorName()).isEqualTo("ada");
        assertThat(post.likes()).isEqualTo(-3);
        assertThat(post.replies()).isEqualTo(7);
        assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
        assertThat(post.url()).isEqualTo("https://www.reddit.com/r/stocks/comments/5jo144/why/");
    }

    @Test
    void readsAComment() {
        Post post = post(COMMENT);

        assertThat(post.postId()).isEqualTo("t1_d4y");
        assertThat(post.kind()).isEqualTo(PostKind.REPLY);
        assertThat(post.parentId()).isEqualTo("t3_5jo144");
        assertThat(post.authorName()).as("name of a closed account").isNull();
        assertThat(post.likes()).as("hidden score").isNull();
        assertThat(post.url()).isEqualTo("https://www.reddit.com/r/stocks/comments/5jo144/_/d4y/");
    }

    @Test
    void aCommentKnowsTheTitleOfItsThreadWhereItIsGiven() {
        assertThat(post(COMMENT).thread()).isNull();
        assertThat(post(COMMENT.replace("\"link_id\"", "\"link_title\":\"$ZORB &amp; more\",\"link_id\""))
                        .thread())
                .isEqualTo("$ZORB & more");
    }

    @Test
    void takesACrosspostForAQuote() {
        Post post = post(SUBMISSION.replace("\"score\"", "\"crosspost_parent\":\"t3_zz\",\"score\""));

        assertThat(post.kind()).isEqualTo(PostKind.QUOTE);
        assertThat(post.parentId()).isEqualTo("t3_zz");
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 1", "1482373100.5, 1482373100500", "null, 0"})
    void versionsEdits(String edited, long version) {
        assertThat(post(COMMENT.replace("\"edited\":false", "\"edited\":" + edited))
                        .version())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"[deleted]", "[removed]"})
    void takesWhatIsGoneForDeletions(String marker) {
        assertThat(map(COMMENT.replace("No.", marker)))
                .containsExactly(new Deletion("reddit", "t1_d4y", Shared.OBSERVED, Shared.OBSERVED));
        assertThat(map(SUBMISSION.replace("Long read &amp; short sale", marker)))
                .containsExactly(new Deletion("reddit", "t3_5jo144", Shared.OBSERVED, Shared.OBSERVED));
    }

    @Test
    void readsListingsWithNestedReplies() {
        String thread = COMMENT.replace(
                "\"replies\":\"\"",
                "\"replies\":{\"kind\":\"Listing\",\"data\":{\"children\":["
                        + COMMENT.replace("d4y", "d4z")
                        + ",{\"kind\":\"more\",\"data\":{\"children\":[\"x\"]}}]}}");
        String listing = "{\"kind\":\"Listing\",\"data\":{\"after\":null,\"children\":["
                + thread
                + ",{\"kind\":\"t3\",\"data\":{}}]}}";

        List<Normalised> records = map("[" + listing + "]");

        assertThat(records).hasSize(3);
        assertThat(records.subList(0, 2)).extracting(r -> ((Post) r).postId()).containsExactly("t1_d4y", "t1_d4z");
        assertThat(records.get(2)).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.position())
                .isEqualTo("test:0:0#2"));
        assertThat(map("{\"kind\":\"Listing\",\"data\":{\"children\":[]}}")).isEmpty();
    }

    @Test
    void readsLinesOfArchives() {
        String line = "{\"id\":\"abc\",\"author\":\"ada\",\"body\":\"to the moon\",\"created_utc\":\"1482373060\","
                + "\"link_id\":\"t3_q\",\"parent_id\":\"t1_p\",\"subreddit\":\"stocks\",\"score\":2}";

        assertThat(post(line).postId()).isEqualTo("t1_abc");
        assertThat(post(line).createdAt()).isEqualTo(Instant.ofEpochSecond(1482373060));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':403} | UPSTREAM_ERROR",
                "{'message':'Unauthorized','error':401} | UPSTREAM_ERROR",
                "<html><title>Too Many Requests</title></html> | UPSTREAM_ERROR",
                "{'kind':'t5','data':{'id':'x'}} | INVALID_FIELD",
                "{'kind':'t1','data':{'id':'x','body':'b'}} | MISSING_FIELD",
                "{'kind':'t1','data':{'id':'x','body':'b','created_utc':'soon'}} | INVALID_FIELD",
                "{'kind':'Listing' | MALFORMED"
            })
    void rejectsWhatIsNoPost(String payload, Rejection.Reason reason) {
        assertThat(Shared.all(map(payload.replace('\'', '"')), Rejection.class))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(reason));
    }

    @TestFactory
    Stream<DynamicTest> readsRecordings() {
        return Shared.recordings("reddit")
                .map(recording -> DynamicTest.dynamicTest(recording.id(), () -> {
                    List<Normalised> records =
                            Shared.map("reddit", Mappers.streamOf("reddit", recording.bytes()), recording.bytes());
                    JsonNode truth = recording.truth().path("posts");
                    if (truth.isMissingNode()) {
                        assertThat(records).singleElement().isInstanceOf(Rejection.class);
                        return;
                    }
                    assertThat(records).hasSize(truth.size());
                    for (int i = 0; i < truth.size(); i++) {
                        check(records.get(i), truth.get(i));
                    }
                }));
    }

    private static void check(Normalised record, JsonNode truth) {
        String text = truth.path("text").asString("");
        if (text.equals("[deleted]") || text.equals("[removed]")) {
            assertThat(record).isInstanceOf(Deletion.class);
            return;
        }
        Post post = (Post) record;
        boolean isComment = truth.path("kind").asString().equals("t1");
        assertThat(post.postId()).isEqualTo(truth.path("fullname").asString());
        Shared.assertCount(post.createdAt().toEpochMilli(), truth.path("created_at_ms"));
        assertThat(post.authorName()).isEqualTo(truth.path("author").asString(null));
        assertThat(post.parentId()).isEqualTo(truth.path("parent_id").asString(null));
        assertThat(post.kind()).isEqualTo(isComment ? PostKind.REPLY : PostKind.ORIGINAL);
        String title = truth.path("title").asString("");
        assertThat(post.text()).isEqualTo(isComment || text.isEmpty() ? title + text : title + "\n\n" + text);
        if (post.likes() != null) {
            Shared.assertCount(post.likes(), truth.path("score"));
        }
        Shared.assertCount(post.replies(), truth.path("num_comments"));
    }

    private static List<Normalised> map(String payload) {
        return Shared.map("reddit", "thing", payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Post post(String payload) {
        return Shared.all(map(payload), Post.class).get(0);
    }
}
