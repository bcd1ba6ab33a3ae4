package io.tickvox.sources.reddit;

import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.HtmlEntities;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reddit's listings, with the replies nested in them, and single things; with or without the {@code kind} around a thing.
 *
 * <p>A post's id is its fullname ({@code t3_} submission, {@code t1_} comment), so that the two cannot be confused. The
 * text of a submission is its title, then, after an empty line, its body. Likes are the score, which may be negative; not
 * given while Reddit hides it. What shows as deleted or removed becomes a deletion, seen when observed. The version of a
 * post edited at an unknown time is 1.
 */
public final class RedditMapper extends TreeMapper {
    private static final Set<String> GONE =
            Set.of("[deleted]", "[removed]", "[deleted by user]", "[ Removed by Reddit ]", "[removed by reddit]");
    private static final String SITE = "https://www.reddit.com";

    @Override
    protected void map(JsonNode root, Payload payload) {
        if (root.isArray() || isListing(root)) {
            each(root, payload, 0);
        } else {
            payload.map(0, null, () -> root.has("error") ? failed(root) : record(root, payload));
        }
    }

    private static boolean isListing(JsonNode node) {
        return node.path("data").path("children").isArray() && !isStub(node);
    }

    /** Whether {@code node} stands for things that the listing leaves out. */
    private static boolean isStub(JsonNode node) {
        return "more".equals(Json.text(node, "kind"));
    }

    /** Maps the things in {@code node}, which is a listing or an array, from {@code ordinal}; gives the next ordinal. */
    private static int each(JsonNode node, Payload payload, int ordinal) {
        int next = ordinal;
        for (JsonNode child : node.isArray() ? node : node.path("data").path("children")) {
            if (isListing(child)) {
                next = each(child, payload, next);
            } else if (!isStub(child)) {
                payload.map(next++, () -> Json.bytes(child), () -> record(child, payload));
                JsonNode replies = child.path("data").path("replies");
                next = isListing(replies) ? each(replies, payload, next) : next;
            }
        }
        return next;
    }

    private static Normalised failed(JsonNode root) {
        throw new UnreadableException(
                Rejection.Reason.UPSTREAM_ERROR,
                "Reddit answered with an error: " + UnreadableException.excerpt(root.toString()));
    }

    private static Normalised record(JsonNode thing, Payload payload) {
        JsonNode data = thing.path("data").isObject() ? thing.path("data") : thing;
        String kind = kind(thing, data);
        String id = fullname(data, kind);
        return isGone(data)
                ? new Deletion(payload.source(), id, payload.observedAt(), payload.observedAt())
                : post(data, kind.equals("t1"), id, payload);
    }

    private static Post post(JsonNode data, boolean isComment, String id, Payload payload) {
        Instant createdAt = createdAt(data);
        String author = Json.text(data, "author");
        boolean scoreHidden = data.path("score_hidden").asBoolean(false)
                || data.path("hide_score").asBoolean(false);
        Post.Builder post = Post.builder(payload.source(), id, createdAt, payload.observedAt())
                .author(
                        Json.text(data, "author_fullname"),
                        GONE.contains(author == null ? "" : author) ? null : author,
                        null)
                .text(HtmlEntities.decode(isComment ? Json.requiredText(data, "body") : submission(data)))
                .url(url(data, isComment))
                .likes(scoreHidden ? null : Json.number(data, "score"))
                .reposts(Json.count(data, "num_crossposts"))
                .replies(Json.count(data, "num_comments"))
                .version(version(data));
        String crossposted = Json.text(data, "crosspost_parent");
        if (isComment) {
            String thread = Json.text(data, "link_title");
            post.kind(PostKind.REPLY)
                    .parentId(Json.text(data, "parent_id"))
                    .thread(thread == null ? null : HtmlEntities.decode(thread));
        } else if (crossposted != null) {
            post.kind(PostKind.QUOTE).parentId(crossposted);
        }
        return post.build();
    }

    private static String kind(JsonNode thing, JsonNode data) {
        String kind = Json.text(thing, "kind");
        if (kind == null && (data.has("body") || data.has("title"))) {
            kind = data.has("body") ? "t1" : "t3";
        }
        if (kind == null) {
            throw UnreadableException.missing("kind");
        }
        if (!kind.equals("t1") && !kind.equals("t3")) {
            throw UnreadableException.invalid("kind", "t1 or t3", kind);
        }
        return kind;
    }

    private static String fullname(JsonNode data, String kind) {
        String name = Json.text(data, "name");
        String id = Json.text(data, "id");
        if (name == null && id == null) {
            throw UnreadableException.missing("name");
        }
        return name != null ? name : kind + "_" + id;
    }

    private static boolean isGone(JsonNode data) {
        String body = Json.text(data, data.has("body") ? "body" : "selftext");
        String title = Json.text(data, "title");
        return GONE.contains(body == null ? "" : body.strip())
                || GONE.contains(title == null ? "" : title.strip())
                || Json.text(data, "removed_by_category") != null;
    }

    private static String submission(JsonNode data) {
        String title = Json.requiredText(data, "title");
        String body = Json.text(data, "selftext");
        return body == null ? title : title + "\n\n" + body;
    }

    private static Instant createdAt(JsonNode data) {
        JsonNode seconds = data.path("created_utc");
        if (seconds.isNumber() && Double.isFinite(seconds.doubleValue())) {
            return Times.ofMillis("created_utc", Math.round(seconds.doubleValue() * 1000));
        }
        String text = Json.text(data, "created_utc");
        if (text == null) {
            throw UnreadableException.missing("created_utc");
        }
        try {
            return Times.ofSeconds("created_utc", Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw UnreadableException.invalid("created_utc", "seconds since 1970", text);
        }
    }

    private static long version(JsonNode data) {
        JsonNode edited = data.path("edited");
        if (edited.isNumber() && Times.isPlausible(Math.round(edited.doubleValue() * 1000))) {
            return Math.round(edited.doubleValue() * 1000);
        }
        return edited.isBoolean() && edited.booleanValue() ? 1 : 0;
    }

    private static @Nullable String url(JsonNode data, boolean isComment) {
        String permalink = Json.text(data, "permalink");
        if (permalink != null) {
            return permalink.startsWith("/") ? SITE + permalink : permalink;
        }
        String subreddit = Json.text(data, "subreddit");
        String id = Json.text(data, "id");
        String link = Json.text(data, "link_id");
        if (subreddit == null || id == null) {
            return null;
        }
        String submission = SITE + "/r/" + subreddit + "/comments/";
        return isComment && link != null && link.startsWith("t3_")
                ? submission + link.substring(3) + "/_/" + id + "/"
                : isComment ? null : submission + id + "/";
    }
}
