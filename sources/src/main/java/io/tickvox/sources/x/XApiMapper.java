package io.tickvox.sources.x;

import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.sources.internal.HtmlEntities;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Strings;
import io.tickvox.sources.internal.Tags;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Posts as X API v2 sends them: pages of recent search, look-ups, and objects of the filtered stream. Reads the field names
 * of both generations ({@code referenced_tweets} and {@code referenced_posts}, and so on).
 *
 * <p>What a post refers to stands beside it in {@code includes}: its author, and of a repost the original, whose text is
 * whole where the repost's own is cut. An edited post has an id of its own, and replaces the versions whose ids it lists.
 * Errors beside posts tell of what else was asked for and are left alone; errors alone become a rejection.
 */
public final class XApiMapper extends TreeMapper {
    @Override
    protected void map(JsonNode root, Payload payload) {
        JsonNode data = root.path("data");
        Includes includes = Includes.of(root.path("includes"));
        if (data.isArray() && !data.isEmpty()) {
            int n = 0;
            for (JsonNode post : data) {
                payload.mapAll(n++, () -> Json.bytes(post), () -> versions(post, includes, payload));
            }
        } else if (data.isObject() && (data.has("id") || data.has("text"))) {
            payload.mapAll(0, null, () -> versions(data, includes, payload));
        } else {
            payload.mapAll(0, null, () -> other(root, payload));
        }
    }

    private static List<Normalised> other(JsonNode root, Payload payload) {
        List<Normalised> notices = XNotices.records(root, payload.source(), payload.observedAt());
        UnreadableException problem = XErrors.problem(root);
        if (notices != null) {
            return notices;
        } else if (problem != null) {
            throw problem;
        } else if (!root.path("meta").isObject() && !root.path("data").isArray()) {
            throw UnreadableException.missing("data");
        }
        return List.of();
    }

    private static List<Normalised> versions(JsonNode post, Includes includes, Payload payload) {
        return XEdits.with(post(post, includes, payload), history(post));
    }

    private static List<String> history(JsonNode post) {
        return XEdits.ids(either(post, "edit_history_tweet_ids", "edit_history_post_ids"));
    }

    private static Post post(JsonNode post, Includes includes, Payload payload) {
        String id = Json.id(post, "id");
        if (id == null) {
            throw UnreadableException.missing("id");
        }
        XText.checkedId("id", id);
        String authorId = Json.id(post, "author_id");
        JsonNode author = includes.users.get(authorId == null ? "" : authorId);
        String name = author == null ? null : Json.text(author, "username");
        JsonNode metrics = post.path("public_metrics");
        Reference reference = Reference.of(either(post, "referenced_tweets", "referenced_posts"));
        JsonNode original = reference.kind == PostKind.REPOST ? includes.posts.get(reference.id) : null;
        String fullText = original == null ? null : text(original);
        String text = fullText != null ? fullText : text(post);
        if (text == null) {
            throw UnreadableException.missing("text");
        }
        return Post.builder(payload.source(), id, createdAt(post, id), payload.observedAt())
                .author(
                        authorId,
                        name,
                        author == null ? null : Json.count(author.path("public_metrics"), "followers_count"))
                .text(HtmlEntities.decode(
                        XText.withoutRepostMark(reference.kind == PostKind.REPOST && fullText == null, text)))
                .lang(Json.text(post, "lang"))
                .url(XText.url(name, id))
                .kind(reference.kind)
                .parentId(reference.kind == PostKind.ORIGINAL ? null : reference.id)
                .likes(Json.count(metrics, "like_count"))
                .reposts(Json.count(metrics, metrics.has("retweet_count") ? "retweet_count" : "repost_count"))
                .replies(Json.count(metrics, "reply_count"))
                .quotes(Json.count(metrics, "quote_count"))
                .views(Json.count(metrics, "impression_count"))
                .symbols(symbols(original == null ? post : original))
                .version(XEdits.version(history(post), id))
                .build();
    }

    private static Instant createdAt(JsonNode post, String id) {
        String text = Json.text(post, "created_at");
        return text != null ? Times.ofIso("created_at", text) : XTime.requiredOfId(id);
    }

    private static @Nullable String text(JsonNode post) {
        JsonNode note = either(post, "note_tweet", "note_post").path("text");
        JsonNode text = note.isString() ? note : post.path("text");
        return text.isString() ? Strings.clean(text.stringValue()) : null;
    }

    private static List<String> symbols(JsonNode post) {
        JsonNode note = either(post, "note_tweet", "note_post");
        return new Tags()
                .addAll(post.path("entities").path("cashtags"), "tag")
                .addAll(note.path("entities").path("cashtags"), "tag")
                .symbols();
    }

    private static JsonNode either(JsonNode object, String first, String second) {
        return object.has(first) ? object.path(first) : object.path(second);
    }

    /** Which post a post passes on, quotes or answers; one that quotes in its answer quotes. */
    private record Reference(PostKind kind, String id) {
        static Reference of(JsonNode references) {
            Reference found = new Reference(PostKind.ORIGINAL, "");
            for (JsonNode reference : references) {
                String type = Json.text(reference, "type");
                PostKind kind = kind(type == null ? "" : type);
                String id = Json.id(reference, "id");
                if (id != null && XText.isId(id) && rank(kind) > rank(found.kind)) {
                    found = new Reference(kind, id);
                }
            }
            return found;
        }

        private static int rank(PostKind kind) {
            return switch (kind) {
                case ORIGINAL -> 0;
                case REPLY -> 1;
                case QUOTE -> 2;
                case REPOST -> 3;
            };
        }

        private static PostKind kind(String type) {
            return switch (type) {
                case "retweeted", "reposted" -> PostKind.REPOST;
                case "quoted" -> PostKind.QUOTE;
                case "replied_to" -> PostKind.REPLY;
                default -> PostKind.ORIGINAL;
            };
        }
    }

    /** Users and posts that stand beside the data, by id. */
    private record Includes(Map<String, JsonNode> users, Map<String, JsonNode> posts) {
        static Includes of(JsonNode includes) {
            return new Includes(byId(includes.path("users")), byId(either(includes, "tweets", "posts")));
        }

        private static Map<String, JsonNode> byId(JsonNode objects) {
            Map<String, JsonNode> byId = new HashMap<>();
            for (JsonNode object : objects) {
                String id = Json.id(object, "id");
                if (id != null) {
                    byId.put(id, object);
                }
            }
            return byId;
        }
    }
}
