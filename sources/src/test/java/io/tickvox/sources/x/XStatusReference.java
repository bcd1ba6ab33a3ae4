package io.tickvox.sources.x;

import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.HtmlEntities;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Strings;
import io.tickvox.sources.internal.Tags;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@link XStatusMapper} written for ease of reading alone, on trees of Jackson: what the other must agree with. */
final class XStatusReference extends TreeMapper {
    @Override
    protected void map(JsonNode root, Payload payload) {
        JsonNode page = root.isArray() ? root : root.path("statuses");
        if (page.isArray()) {
            int n = 0;
            for (JsonNode status : page) {
                payload.mapAll(n++, () -> Json.bytes(status), () -> records(status, payload));
            }
        } else {
            payload.mapAll(0, null, () -> records(root, payload));
        }
    }

    private static List<Normalised> records(JsonNode status, Payload payload) {
        if (!status.isObject()) {
            throw new UnreadableException(Rejection.Reason.MALFORMED, "Invalid payload: expected a JSON object");
        }
        String id = id(status, "id_str", "id");
        if (id != null) {
            return XEdits.with(post(status, id, payload), history(status));
        }
        List<Normalised> notices = XNotices.records(status, payload.source(), payload.observedAt());
        if (notices != null) {
            return notices;
        }
        UnreadableException problem = XErrors.problem(status);
        throw problem != null ? problem : UnreadableException.missing("id_str");
    }

    private static List<String> history(JsonNode status) {
        JsonNode ids = status.path("edit_history").path("edit_tweet_ids");
        return ids.isArray() && ids.size() > 1 ? XEdits.ids(ids) : List.of();
    }

    private static Post post(JsonNode status, String id, Payload payload) {
        JsonNode original = status.path("retweeted_status");
        boolean isRepost = original.isObject();
        String text = text(status);
        String fullText = isRepost ? text(original) : null;
        if (text == null && fullText == null) {
            throw UnreadableException.missing("text");
        }
        JsonNode user = status.path("user");
        String author = Json.text(user, "screen_name");
        Post.Builder post = Post.builder(
                        payload.source(), XText.checkedId("id_str", id), createdAt(status, id), payload.observedAt())
                .author(id(user, "id_str", "id"), author, Json.count(user, "followers_count"))
                .text(HtmlEntities.decode(fullText != null ? fullText : XText.withoutRepostMark(isRepost, text)))
                .lang(Json.text(status, "lang"))
                .url(XText.url(author, id))
                .likes(Json.count(status, "favorite_count"))
                .reposts(Json.count(status, "retweet_count"))
                .replies(Json.count(status, "reply_count"))
                .quotes(Json.count(status, "quote_count"))
                .symbols(symbols(isRepost ? original : status))
                .version(XEdits.version(history(status), id));
        String quoted = parentId(status, "quoted_status_id_str", "quoted_status_id");
        String answered = parentId(status, "in_reply_to_status_id_str", "in_reply_to_status_id");
        if (isRepost) {
            post.kind(PostKind.REPOST).parentId(parentId(original, "id_str", "id"));
        } else if (quoted != null || status.path("quoted_status").isObject()) {
            String nested = parentId(status.path("quoted_status"), "id_str", "id");
            post.kind(PostKind.QUOTE).parentId(quoted != null ? quoted : nested);
        } else if (answered != null) {
            post.kind(PostKind.REPLY).parentId(answered);
        }
        return post.build();
    }

    private static Instant createdAt(JsonNode status, String id) {
        String text = Json.text(status, "created_at");
        return text != null ? XTime.parse(text) : XTime.requiredOfId(id);
    }

    private static @Nullable String text(JsonNode status) {
        JsonNode extended = status.path("extended_tweet").path("full_text");
        JsonNode full = extended.isString() ? extended : status.path("full_text");
        JsonNode text = full.isString() ? full : status.path("text");
        return text.isString() ? Strings.clean(text.stringValue()) : null;
    }

    private static List<String> symbols(JsonNode status) {
        JsonNode extended = status.path("extended_tweet").path("entities").path("symbols");
        JsonNode tagged =
                extended.isArray() ? extended : status.path("entities").path("symbols");
        return new Tags().addAll(tagged, "text").symbols();
    }

    private static @Nullable String parentId(JsonNode object, String first, String second) {
        String id = id(object, first, second);
        return id != null && XText.isId(id) ? id : null;
    }

    private static @Nullable String id(JsonNode object, String first, String second) {
        String id = Json.text(object, first);
        return id != null ? id : Json.id(object, second);
    }
}
