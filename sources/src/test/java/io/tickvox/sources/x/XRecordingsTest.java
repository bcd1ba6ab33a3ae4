package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.model.Symbols;
import io.tickvox.sources.Mappers;
import io.tickvox.sources.Shared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class XRecordingsTest {
    @TestFactory
    Stream<DynamicTest> readsRecordings() {
        return Shared.recordings("x").map(recording -> DynamicTest.dynamicTest(recording.id(), () -> check(recording)));
    }

    private static void check(Shared.Recording recording) {
        List<Post> posts = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (byte[] payload : recording.payloads()) {
            for (Normalised record : Shared.map("x", Mappers.streamOf("x", payload), payload)) {
                if (record instanceof Post post) {
                    posts.add(post);
                } else if (record instanceof Deletion deletion) {
                    replaced.add(deletion.postId());
                } else {
                    rejections.add((Rejection) record);
                }
            }
        }
        List<JsonNode> truth = new ArrayList<>();
        recording.truth().path("posts").forEach(truth::add);
        recording.truth().path("lines").forEach(line -> line.path("posts").forEach(truth::add));

        assertThat(posts).hasSameSizeAs(truth);
        for (int i = 0; i < posts.size(); i++) {
            check(posts.get(i), truth.get(i));
        }
        assertThat(replaced).isEqualTo(earlierVersions(truth));
        if (!truth.isEmpty()) {
            assertThat(rejections).isEmpty();
        }
        if (recording.kind().contains("error")) {
            assertThat(rejections).allMatch(r -> r.reason() == Rejection.Reason.UPSTREAM_ERROR);
        }
    }

    /** The versions that stand before each post in its history. */
    private static List<String> earlierVersions(List<JsonNode> truth) {
        List<String> earlier = new ArrayList<>();
        for (JsonNode post : truth) {
            for (JsonNode version : post.path("edit_history_ids")) {
                if (version.equals(post.path("id"))) {
                    break;
                }
                earlier.add(version.asString());
            }
        }
        return earlier;
    }

    private static void check(Post post, JsonNode truth) {
        assertThat(post.postId()).isEqualTo(truth.path("id").asString());
        assertThat(post.authorId()).isEqualTo(truth.path("author_id").asString(null));
        assertThat(post.authorName()).isEqualTo(truth.path("author_username").asString(null));
        Shared.assertCount(post.authorFollowers(), truth.path("author_followers"));
        if (!truth.path("created_at_ms").isNull()) {
            Shared.assertCount(post.createdAt().toEpochMilli(), truth.path("created_at_ms"));
        }
        assertThat(post.lang()).isEqualTo(truth.path("lang").asString(null));
        Shared.assertCount(post.likes(), truth.path("like_count"));
        Shared.assertCount(post.reposts(), truth.path("retweet_count"));
        Shared.assertCount(post.replies(), truth.path("reply_count"));
        Shared.assertCount(post.quotes(), truth.path("quote_count"));
        Shared.assertCount(post.views(), truth.path("impression_count"));
        String repostOf = truth.path("retweet_of").asString(null);
        String quoteOf = truth.path("quote_of").asString(null);
        String replyTo = truth.path("reply_to").asString(null);
        assertThat(post.kind())
                .isEqualTo(
                        repostOf != null
                                ? PostKind.REPOST
                                : quoteOf != null
                                        ? PostKind.QUOTE
                                        : replyTo != null ? PostKind.REPLY : PostKind.ORIGINAL);
        assertThat(post.parentId()).isEqualTo(repostOf != null ? repostOf : quoteOf != null ? quoteOf : replyTo);
        if (repostOf == null) {
            assertThat(post.text()).isEqualTo(truth.path("text_html_unescaped").asString());
        } else if (truth.path("full_text").isString()) {
            assertThat(post.text()).isEqualTo(unescaped(truth.path("full_text").asString()));
        }
        Set<String> cashtags = new HashSet<>();
        truth.path("cashtags").forEach(tag -> cashtags.add(Symbols.normalise(tag.asString())));
        assertThat(post.symbols()).containsAll(cashtags);
        if (repostOf == null) {
            assertThat(post.symbols()).containsExactlyInAnyOrderElementsOf(cashtags);
        }
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
