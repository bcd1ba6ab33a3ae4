package io.tickvox.sources.bluesky;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AccountChange.Standing;
import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Strings;
import io.tickvox.sources.internal.Tags;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Events of Bluesky's Jetstream, one a payload, as written since October 2024 ({@code kind}, {@code operation}) and before
 * ({@code type: com}, {@code c/u/d}). Events about anything but posts and the end or return of
 * accounts give nothing.
 *
 * <p>A post's id is {@code did/rkey}: the author's identifier and the record's key, which stay when handles change. An
 * event carries no handle and no counts. {@code createdAt} is the author's word; where it cannot be read, or lies more than
 * ten minutes after the relay saw the event, the relay's time counts. The version of an update is the relay's time of it.
 */
public final class JetstreamMapper extends TreeMapper {
    static final String POST = "app.bsky.feed.post";
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    @Override
    protected void map(JsonNode root, Payload payload) {
        payload.map(0, null, () -> record(root, payload));
    }

    private static @Nullable Normalised record(JsonNode event, Payload payload) {
        JsonNode commit = event.path("commit");
        if (!commit.isObject()) {
            return withoutCommit(event, payload);
        }
        String collection = Json.text(commit, "collection");
        if (collection == null) {
            throw UnreadableException.missing("commit.collection");
        }
        if (!collection.equals(POST)) {
            return null;
        }
        String did = required(event, "did");
        String key = required(commit, "rkey");
        Instant at = relayTime(event);
        String operation = required(commit, commit.has("operation") ? "operation" : "type");
        return switch (operation) {
            case "create", "c" -> post(did, key, commit.path("record"), at, false, payload);
            case "update", "u" -> post(did, key, commit.path("record"), at, true, payload);
            case "delete", "d" -> new Deletion(payload.source(), did + "/" + key, at, payload.observedAt());
            default -> throw UnreadableException.invalid("commit.operation", "create, update or delete", operation);
        };
    }

    private static @Nullable Normalised withoutCommit(JsonNode event, Payload payload) {
        if (event.path("account").isObject()) {
            return account(event, payload);
        }
        if (event.has("did") && (event.has("kind") || event.has("type"))) {
            return null;
        }
        if (event.has("error")) {
            throw new UnreadableException(
                    Rejection.Reason.UPSTREAM_ERROR,
                    "Jetstream answered with an error: " + UnreadableException.excerpt(event.toString()));
        }
        throw UnreadableException.missing("did");
    }

    /** What the network says of an account; null where it is of no account's end or return. */
    private static @Nullable AccountChange account(JsonNode event, Payload payload) {
        JsonNode active = event.path("account").path("active");
        if (!active.isBoolean()) {
            return null;
        }
        Standing standing =
                active.booleanValue() ? Standing.BACK : standing(Json.text(event.path("account"), "status"));
        return standing == null
                ? null
                : new AccountChange(
                        payload.source(), required(event, "did"), standing, relayTime(event), payload.observedAt());
    }

    /** Of an account that is not active. One that a host has lost track of, or holds back, is still its owner's. */
    private static @Nullable Standing standing(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "deleted", "takendown" -> Standing.GONE;
            case "desynchronized", "throttled" -> null;
            default -> Standing.HIDDEN;
        };
    }

    private static Post post(String did, String key, JsonNode record, Instant at, boolean isUpdate, Payload payload) {
        if (!record.isObject()) {
            throw UnreadableException.missing("commit.record");
        }
        Post.Builder post = Post.builder(payload.source(), did + "/" + key, createdAt(record, at), payload.observedAt())
                .author(did, null, null)
                .text(Json.requiredText(record, "text"))
                .lang(language(record.path("langs").path(0)))
                .url("https://bsky.app/profile/" + did + "/post/" + key)
                .symbols(symbols(record.path("facets")))
                .version(isUpdate ? at.toEpochMilli() : 0);
        String quoted = quoted(record.path("embed"));
        String answered = postId(Json.text(record.path("reply").path("parent"), "uri"));
        if (quoted != null) {
            post.kind(PostKind.QUOTE).parentId(quoted);
        } else if (record.path("reply").isObject()) {
            post.kind(PostKind.REPLY).parentId(answered);
        }
        return post.build();
    }

    private static Instant createdAt(JsonNode record, Instant relayTime) {
        String text = Json.text(record, "createdAt");
        if (text == null) {
            return relayTime;
        }
        try {
            Instant claimed = Times.ofIso("createdAt", text);
            return claimed.isAfter(relayTime.plus(CLOCK_ERROR)) ? relayTime : claimed;
        } catch (UnreadableException e) {
            return relayTime;
        }
    }

    private static Instant relayTime(JsonNode event) {
        Long micros = Json.number(event, "time_us");
        if (micros == null) {
            throw UnreadableException.missing("time_us");
        }
        return Times.ofMillis("time_us", Math.floorDiv(micros, 1000L));
    }

    /** Id of the post that {@code embed} quotes; null if it quotes none (but a list or a feed, say). */
    private static @Nullable String quoted(JsonNode embed) {
        JsonNode record = embed.path("record");
        String type = Json.text(embed, "$type");
        return switch (type == null ? "" : type) {
            case "app.bsky.embed.record" -> postId(Json.text(record, "uri"));
            case "app.bsky.embed.recordWithMedia" -> postId(Json.text(record.path("record"), "uri"));
            default -> null;
        };
    }

    /** The id of the post at {@code uri}, which reads {@code at://did/app.bsky.feed.post/rkey}; null if it is none. */
    private static @Nullable String postId(@Nullable String uri) {
        String[] parts = uri == null ? new String[0] : uri.split("/", -1);
        boolean isPost = parts.length == 5 && parts[0].equals("at:") && parts[3].equals(POST);
        return isPost && !parts[2].isEmpty() && !parts[4].isEmpty() ? parts[2] + "/" + parts[4] : null;
    }

    /** Cashtags, which are tags that begin with {@code $}. */
    private static List<String> symbols(JsonNode facets) {
        Tags tags = new Tags();
        for (JsonNode facet : facets) {
            for (JsonNode feature : facet.path("features")) {
                String tag = Json.text(feature, "tag");
                if (tag != null && tag.startsWith("$")) {
                    tags.add(tag);
                }
            }
        }
        return tags.symbols();
    }

    private static @Nullable String language(JsonNode first) {
        return first.isString() && !first.stringValue().isEmpty() ? Strings.clean(first.stringValue()) : null;
    }

    private static String required(JsonNode object, String field) {
        String text = Json.text(object, field);
        if (text == null) {
            throw UnreadableException.missing(field);
        }
        return text;
    }
}
