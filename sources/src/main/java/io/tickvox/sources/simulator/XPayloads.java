package io.tickvox.sources.simulator;

import static io.tickvox.sources.simulator.JsonBytes.object;
import static io.tickvox.sources.simulator.JsonBytes.objects;

import io.tickvox.model.PostKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Posts in the formats of X: API v2 stream objects and search pages, and v1.1 objects. */
final class XPayloads {
    private static final DateTimeFormatter V2_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter V1_TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss Z uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private XPayloads() {}

    /** One object of the filtered stream. */
    static byte[] stream(SimulatedPost post) {
        return JsonBytes.object(json -> {
            object(json, "data", data -> post(data, post));
            includes(json, List.of(post));
            json.writeArrayPropertyStart("matching_rules");
            json.writeStartObject();
            json.writeStringProperty("id", "1700000000000000001");
            json.writeStringProperty("tag", "simulated market");
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    /** A page of recent search, newest first. */
    static byte[] search(List<SimulatedPost> newestFirst, @Nullable String nextToken) {
        return JsonBytes.object(json -> {
            if (!newestFirst.isEmpty()) {
                objects(json, "data", newestFirst, XPayloads::post);
                includes(json, newestFirst);
            }
            object(json, "meta", meta -> {
                if (!newestFirst.isEmpty()) {
                    meta.writeStringProperty("newest_id", newestFirst.get(0).id());
                    meta.writeStringProperty(
                            "oldest_id", newestFirst.get(newestFirst.size() - 1).id());
                }
                meta.writeNumberProperty("result_count", newestFirst.size());
                if (nextToken != null) {
                    meta.writeStringProperty("next_token", nextToken);
                }
            });
        });
    }

    /** One v1.1 object. */
    static byte[] status(SimulatedPost post) {
        return JsonBytes.object(json -> status(json, post, true));
    }

    private static XText text(SimulatedPost post) {
        SimulatedPost parent = post.parent();
        boolean passedOn = post.kind() == PostKind.REPOST && parent != null;
        return XText.of(passedOn ? "RT @" + Objects.requireNonNull(parent).handle() + ": " : "", post);
    }

    private static void post(JsonGenerator json, SimulatedPost post) {
        XText text = text(post);
        SimulatedPost parent = post.parent();
        json.writeStringProperty("id", post.id());
        json.writeStringProperty("text", cut(text.text(), post));
        json.writeStringProperty("author_id", post.author().id());
        json.writeStringProperty("created_at", V2_TIME.format(Instant.ofEpochMilli(post.createdMillis())));
        json.writeStringProperty(
                "conversation_id", parent != null && post.kind() == PostKind.REPLY ? parent.id() : post.id());
        JsonBytes.strings(json, "edit_history_tweet_ids", List.of(post.id()));
        entities(json, text, post.link());
        if (parent != null) {
            json.writeArrayPropertyStart("referenced_tweets");
            json.writeStartObject();
            json.writeStringProperty("type", reference(post.kind()));
            json.writeStringProperty("id", parent.id());
            json.writeEndObject();
            json.writeEndArray();
            if (post.kind() == PostKind.REPLY) {
                json.writeStringProperty("in_reply_to_user_id", parent.author().id());
            }
        }
        json.writeStringProperty("lang", "en");
        object(json, "public_metrics", metrics -> {
            metrics.writeNumberProperty("retweet_count", post.likes() / 5);
            metrics.writeNumberProperty("reply_count", post.likes() / 8);
            metrics.writeNumberProperty("like_count", post.kind() == PostKind.REPOST ? 0 : post.likes());
            metrics.writeNumberProperty("quote_count", post.likes() / 20);
            metrics.writeNumberProperty("bookmark_count", post.likes() / 12);
            metrics.writeNumberProperty("impression_count", post.likes() * 60L + 11);
        });
        json.writeBooleanProperty("possibly_sensitive", false);
        json.writeStringProperty("reply_settings", "everyone");
    }

    /** X cuts the text of a repost to 140 characters; the full one is in {@code includes}. */
    private static String cut(String text, SimulatedPost post) {
        if (post.kind() != PostKind.REPOST || text.codePointCount(0, text.length()) <= 140) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, 139)) + "…";
    }

    private static String reference(PostKind kind) {
        return switch (kind) {
            case REPOST -> "retweeted";
            case QUOTE -> "quoted";
            case REPLY, ORIGINAL -> "replied_to";
        };
    }

    private static void entities(JsonGenerator json, XText text, @Nullable String link) {
        if (text.cashtags().isEmpty() && text.names().isEmpty() && text.url() == null) {
            return;
        }
        object(json, "entities", entities -> {
            if (!text.cashtags().isEmpty()) {
                objects(entities, "cashtags", text.cashtags(), (j, entity) -> entity(j, entity, "tag"));
            }
            if (!text.names().isEmpty()) {
                objects(entities, "mentions", text.names(), (j, entity) -> entity(j, entity, "username"));
            }
            XText.Entity url = text.url();
            if (url != null) {
                objects(entities, "urls", List.of(url), (j, entity) -> {
                    entity(j, entity, "url");
                    String address = Objects.requireNonNull(link);
                    j.writeStringProperty("expanded_url", address);
                    j.writeStringProperty("display_url", address.substring("https://".length()));
                });
            }
        });
    }

    private static void entity(JsonGenerator json, XText.Entity entity, String name) {
        json.writeNumberProperty("start", entity.start());
        json.writeNumberProperty("end", entity.end());
        json.writeStringProperty(name, entity.value());
    }

    private static void includes(JsonGenerator json, List<SimulatedPost> posts) {
        Map<String, Author> authors = new LinkedHashMap<>();
        Map<String, SimulatedPost> parents = new LinkedHashMap<>();
        for (SimulatedPost post : posts) {
            authors.put(post.author().id(), post.author());
            SimulatedPost parent = post.parent();
            if (parent != null) {
                authors.put(parent.author().id(), parent.author());
                parents.put(parent.id(), parent.withoutParents());
            }
        }
        object(json, "includes", includes -> {
            objects(includes, "users", authors.values(), XPayloads::user);
            if (!parents.isEmpty()) {
                objects(includes, "tweets", parents.values(), XPayloads::post);
            }
        });
    }

    private static void user(JsonGenerator json, Author author) {
        json.writeStringProperty("id", author.id());
        json.writeStringProperty("name", author.name());
        json.writeStringProperty("username", author.handle());
        json.writeStringProperty("created_at", V2_TIME.format(author.joined()));
        json.writeStringProperty("description", "Part of a simulated market. Not a person.");
        json.writeBooleanProperty("protected", false);
        json.writeBooleanProperty("verified", author.role() == Author.Role.NEWS);
        object(json, "public_metrics", metrics -> {
            metrics.writeNumberProperty("followers_count", author.followers());
            metrics.writeNumberProperty("following_count", 20 + author.number() % 700);
            metrics.writeNumberProperty("tweet_count", 100 + author.number() * 13);
            metrics.writeNumberProperty("listed_count", author.number() % 40);
        });
    }

    private static void status(JsonGenerator json, SimulatedPost post, boolean nest) {
        XText text = text(post);
        SimulatedPost parent = post.parent();
        json.writeStringProperty("created_at", V1_TIME.format(Instant.ofEpochMilli(post.createdMillis())));
        json.writeNumberProperty("id", post.number());
        json.writeStringProperty("id_str", post.id());
        json.writeStringProperty("text", cut(text.text(), post));
        json.writeStringProperty("source", "<a href=\"https://sim.invalid\" rel=\"nofollow\">Simulator</a>");
        json.writeBooleanProperty("truncated", false);
        boolean reply = parent != null && post.kind() == PostKind.REPLY;
        if (reply) {
            SimulatedPost to = Objects.requireNonNull(parent);
            json.writeNumberProperty("in_reply_to_status_id", to.number());
            json.writeStringProperty("in_reply_to_status_id_str", to.id());
            json.writeNumberProperty(
                    "in_reply_to_user_id", Long.parseLong(to.author().id()));
            json.writeStringProperty("in_reply_to_user_id_str", to.author().id());
            json.writeStringProperty("in_reply_to_screen_name", to.handle());
        } else {
            json.writeNullProperty("in_reply_to_status_id");
            json.writeNullProperty("in_reply_to_status_id_str");
            json.writeNullProperty("in_reply_to_user_id");
            json.writeNullProperty("in_reply_to_user_id_str");
            json.writeNullProperty("in_reply_to_screen_name");
        }
        object(json, "user", user -> statusUser(user, post.author()));
        if (nest && parent != null && post.kind() == PostKind.REPOST) {
            object(json, "retweeted_status", original -> status(original, parent, false));
        }
        if (parent != null && post.kind() == PostKind.QUOTE) {
            json.writeBooleanProperty("is_quote_status", true);
            json.writeNumberProperty("quoted_status_id", parent.number());
            json.writeStringProperty("quoted_status_id_str", parent.id());
            if (nest) {
                object(json, "quoted_status", quoted -> status(quoted, parent, false));
            }
        }
        json.writeNumberProperty("retweet_count", post.likes() / 5);
        json.writeNumberProperty("favorite_count", post.likes());
        object(json, "entities", entities -> {
            JsonBytes.emptyArray(entities, "hashtags");
            objects(entities, "symbols", text.cashtags(), (j, entity) -> {
                j.writeStringProperty("text", entity.value());
                indices(j, entity);
            });
            XText.Entity url = text.url();
            objects(entities, "urls", url == null ? List.<XText.Entity>of() : List.of(url), (j, entity) -> {
                String address = Objects.requireNonNull(post.link());
                j.writeStringProperty("url", entity.value());
                j.writeStringProperty("expanded_url", address);
                j.writeStringProperty("display_url", address.substring("https://".length()));
                indices(j, entity);
            });
            objects(entities, "user_mentions", text.names(), (j, entity) -> {
                j.writeStringProperty("screen_name", entity.value());
                indices(j, entity);
            });
        });
        json.writeBooleanProperty("favorited", false);
        json.writeBooleanProperty("retweeted", false);
        json.writeStringProperty("filter_level", "low");
        json.writeStringProperty("lang", "en");
    }

    private static void indices(JsonGenerator json, XText.Entity entity) {
        json.writeName("indices");
        json.writeArray(new int[] {entity.start(), entity.end()}, 0, 2);
    }

    private static void statusUser(JsonGenerator json, Author author) {
        json.writeNumberProperty("id", Long.parseLong(author.id()));
        json.writeStringProperty("id_str", author.id());
        json.writeStringProperty("name", author.name());
        json.writeStringProperty("screen_name", author.handle());
        json.writeStringProperty("description", "Part of a simulated market. Not a person.");
        json.writeBooleanProperty("protected", false);
        json.writeNumberProperty("followers_count", author.followers());
        json.writeNumberProperty("friends_count", 20 + author.number() % 700);
        json.writeStringProperty("created_at", V1_TIME.format(author.joined()));
        json.writeBooleanProperty("verified", author.role() == Author.Role.NEWS);
        json.writeNumberProperty("statuses_count", 100 + author.number() * 13);
        json.writeStringProperty("lang", "en");
    }
}
