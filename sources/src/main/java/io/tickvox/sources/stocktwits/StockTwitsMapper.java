package io.tickvox.sources.stocktwits;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.HtmlEntities;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Tags;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * StockTwits messages: a page ({@code messages}), an array, or one. A reshare nests the message that it passes on; that is
 * no second post, and with words of the resharer's own the reshare is a quote of it.
 */
public final class StockTwitsMapper extends TreeMapper {
    @Override
    protected void map(JsonNode root, Payload payload) {
        JsonNode page = root.isArray() ? root : root.path("messages");
        if (page.isArray()) {
            int n = 0;
            for (JsonNode message : page) {
                payload.map(n++, () -> Json.bytes(message), () -> post(message, payload));
            }
        } else {
            payload.map(0, null, () -> single(root, payload));
        }
    }

    private static Post single(JsonNode root, Payload payload) {
        if (root.has("errors") || root.has("error") || (root.has("response") && !root.has("id"))) {
            JsonNode error = root.has("errors") ? root.path("errors").path(0) : root;
            String told = Json.text(error, "message");
            throw new UnreadableException(
                    Rejection.Reason.UPSTREAM_ERROR,
                    "StockTwits answered with an error: "
                            + UnreadableException.excerpt(told == null ? root.toString() : told));
        }
        return post(root, payload);
    }

    private static Post post(JsonNode message, Payload payload) {
        String id = Json.id(message, "id");
        if (id == null) {
            throw UnreadableException.missing("id");
        }
        String createdAt = Json.text(message, "created_at");
        if (createdAt == null) {
            throw UnreadableException.missing("created_at");
        }
        JsonNode user = message.path("user");
        String author = Json.text(user, "username");
        String text = HtmlEntities.decode(Json.requiredText(message, "body"));
        Post.Builder post = Post.builder(
                        payload.source(), id, Times.ofIso("created_at", createdAt), payload.observedAt())
                .author(Json.id(user, "id"), author, Json.count(user, "followers"))
                .text(text)
                .url(author == null ? null : "https://stocktwits.com/" + author + "/message/" + id)
                .likes(Json.count(message.path("likes"), "total"))
                .reposts(Json.count(message.path("reshares"), "reshared_count"))
                .replies(Json.count(message.path("conversation"), "replies"))
                .symbols(new Tags().addAll(message.path("symbols"), "symbol").symbols())
                .authorLabel(label(message.path("entities").path("sentiment")));
        relate(post, id, text, message);
        return post.build();
    }

    private static void relate(Post.Builder post, String id, String text, JsonNode message) {
        JsonNode reshare = message.path("reshare_message");
        JsonNode conversation = message.path("conversation");
        String answered = Json.id(conversation, "in_reply_to_message_id");
        String first = Json.id(conversation, "parent_message_id");
        if (reshare.isObject()) {
            JsonNode original = reshare.path("message");
            String body = Json.text(original, "body");
            boolean adds = !text.isBlank() && !(body != null && text.equals(HtmlEntities.decode(body)));
            String originalId = Json.id(original, "id");
            post.kind(adds ? PostKind.QUOTE : PostKind.REPOST)
                    .parentId(originalId != null ? originalId : Json.id(reshare, "parent_reshared_message_id"));
        } else if (answered != null) {
            post.kind(PostKind.REPLY).parentId(answered);
        } else if (first != null && !first.equals(id)) {
            post.kind(PostKind.REPLY).parentId(first);
        }
    }

    private static @Nullable AuthorLabel label(JsonNode sentiment) {
        String basic = Json.text(sentiment, "basic");
        return switch (basic == null ? "" : basic) {
            case "Bullish" -> AuthorLabel.BULLISH;
            case "Bearish" -> AuthorLabel.BEARISH;
            default -> null;
        };
    }
}
