package io.tickvox.sources.x;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AccountChange.Standing;
import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What X says of posts and accounts in place of a post, its compliance events: in the form of API v2 beneath {@code data},
 * in that of v1.1 at the top, and there with {@code status} where v2 has {@code tweet}, and the account's id without a
 * {@code user} around it.
 */
final class XNotices {
    /** Countries of what is withheld everywhere, and of what is for reasons of copyright. */
    private static final List<String> EVERYWHERE = List.of("XX", "XY");

    private static final Map<String, Standing> ACCOUNTS = Map.of(
            "user_delete", Standing.GONE,
            "user_undelete", Standing.BACK,
            "user_protect", Standing.HIDDEN,
            "user_unprotect", Standing.BACK,
            "user_suspend", Standing.HIDDEN,
            "user_unsuspend", Standing.BACK);

    /** Of what is said of posts: that it is no longer to be seen. */
    private static final List<String> DELETIONS = List.of("delete", "drop");

    private static final List<String> WITHHELD = List.of("withheld", "status_withheld");
    private static final List<String> EDITS = List.of("tweet_edit", "post_edit");
    private static final List<String> POSTS = List.of("tweet", "post", "status");

    /** Known, and of no meaning here: places are not kept, and what was deleted does not come back. */
    private static final List<String> OTHERS = List.of("undrop", "scrub_geo", "user_profile_modification");

    private XNotices() {}

    /** The records of the notice that {@code root} is, which may be none; null if it is no notice. */
    static @Nullable List<Normalised> records(JsonNode root, String source, Instant observedAt) {
        JsonNode body = root.path("data").isObject() ? root.path("data") : root;
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            JsonNode event = field.getValue();
            if (event.isObject()) {
                List<Normalised> records = records(field.getKey(), event, source, observedAt);
                if (records != null) {
                    return records;
                }
            }
        }
        return null;
    }

    private static @Nullable List<Normalised> records(String kind, JsonNode event, String source, Instant observedAt) {
        Standing standing = ACCOUNTS.get(kind);
        if (standing != null) {
            return List.of(new AccountChange(source, user(event), standing, at(event, observedAt), observedAt));
        } else if (DELETIONS.contains(kind)) {
            return List.of(new Deletion(source, post(event), at(event, observedAt), observedAt));
        } else if (WITHHELD.contains(kind)) {
            return isWithheld(event)
                    ? List.of(new Deletion(source, post(event), at(event, observedAt), observedAt))
                    : List.of();
        } else if (kind.equals("user_withheld")) {
            return isWithheld(event)
                    ? List.of(
                            new AccountChange(source, user(event), Standing.HIDDEN, at(event, observedAt), observedAt))
                    : List.of();
        } else if (EDITS.contains(kind)) {
            return new ArrayList<>(XEdits.replaced(edits(event), source, observedAt));
        }
        return OTHERS.contains(kind) ? List.of() : null;
    }

    private static boolean isWithheld(JsonNode event) {
        return event.path("withheld_in_countries")
                .valueStream()
                .anyMatch(country -> EVERYWHERE.contains(country.asString("")));
    }

    private static List<String> edits(JsonNode event) {
        JsonNode ids = event.has("edit_post_ids") ? event.path("edit_post_ids") : event.path("edit_tweet_ids");
        if (!ids.isArray()) {
            throw UnreadableException.missing("edit_tweet_ids");
        }
        return XEdits.ids(ids);
    }

    /** The id of the post that {@code event} is about. */
    private static String post(JsonNode event) {
        for (String name : POSTS) {
            if (event.path(name).isObject()) {
                return id(event.path(name));
            }
        }
        return id(event);
    }

    private static String user(JsonNode event) {
        return id(event.path("user").isObject() ? event.path("user") : event);
    }

    private static String id(JsonNode object) {
        String id = Json.id(object, "id_str");
        id = id == null ? Json.id(object, "id") : id;
        if (id == null) {
            throw UnreadableException.missing("id");
        }
        return XText.checkedId("id", id);
    }

    private static Instant at(JsonNode event, Instant observedAt) {
        String at = Json.text(event, "event_at");
        if (at != null) {
            return Times.ofIso("event_at", at);
        }
        String millis = Json.id(event, "timestamp_ms");
        boolean isTimed = millis != null && XText.isId(millis) && millis.length() < 15;
        return isTimed ? Times.ofMillis("timestamp_ms", Long.parseLong(millis)) : observedAt;
    }
}
