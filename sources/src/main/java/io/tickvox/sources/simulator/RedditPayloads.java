package io.tickvox.sources.simulator;

import io.tickvox.model.PostKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Posts in Reddit's listings: submissions are {@code t3}, comments {@code t1}. */
final class RedditPayloads {
    private static final List<String> SUBREDDITS =
            List.of("simstreetbets", "simstocks", "siminvesting", "simoptions", "simdaytrading");

    private RedditPayloads() {}

    /** A thing in a listing. */
    record Thing(SimulatedPost post, State state, long editedMillis) {
        static Thing of(SimulatedPost post) {
            return new Thing(post, State.STANDING, 0);
        }

        /** Whether its author, or a moderator, took it back. */
        enum State {
            STANDING,
            DELETED,
            REMOVED
        }
    }

    /** A listing, newest first. */
    static byte[] listing(List<Thing> newestFirst, @Nullable String before) {
        return JsonBytes.object(json -> {
            json.writeStringProperty("kind", "Listing");
            JsonBytes.object(json, "data", data -> {
                data.writeNullProperty("modhash");
                data.writeNumberProperty("dist", newestFirst.size());
                JsonBytes.objects(data, "children", newestFirst, RedditPayloads::thing);
                data.writeStringProperty(
                        "after",
                        newestFirst.isEmpty()
                                ? null
                                : newestFirst.get(newestFirst.size() - 1).post().id());
                data.writeStringProperty("before", before);
            });
        });
    }

    private static void thing(JsonGenerator json, Thing thing) {
        boolean comment = thing.post().kind() == PostKind.REPLY;
        json.writeStringProperty("kind", comment ? "t1" : "t3");
        JsonBytes.object(json, "data", data -> {
            if (comment) {
                comment(data, thing);
            } else {
                submission(data, thing);
            }
        });
    }

    private static void common(JsonGenerator json, Thing thing, String subreddit) {
        SimulatedPost post = thing.post();
        boolean gone = thing.state() == Thing.State.DELETED;
        json.writeStringProperty("subreddit", subreddit);
        json.writeStringProperty(
                "subreddit_id", "t5_" + Integer.toString(Math.floorMod(subreddit.hashCode(), 60_466_176), 36));
        json.writeStringProperty("subreddit_name_prefixed", "r/" + subreddit);
        json.writeStringProperty("id", post.id().substring(3));
        json.writeStringProperty("name", post.id());
        json.writeStringProperty("author", gone ? "[deleted]" : post.handle());
        if (!gone) {
            json.writeStringProperty("author_fullname", post.author().id());
        }
        double created = post.createdMillis() / 1000;
        json.writeNumberProperty("created", created);
        json.writeNumberProperty("created_utc", created);
        if (thing.editedMillis() == 0) {
            json.writeBooleanProperty("edited", false);
        } else {
            json.writeNumberProperty("edited", (double) (thing.editedMillis() / 1000));
        }
        json.writeNumberProperty("score", post.likes() + 1);
        json.writeNumberProperty("ups", post.likes() + 1);
        json.writeNumberProperty("downs", 0);
        json.writeNullProperty("likes");
        json.writeBooleanProperty("stickied", false);
        json.writeBooleanProperty("archived", false);
        json.writeNumberProperty("gilded", 0);
        json.writeBooleanProperty("over_18", false);
        json.writeNullProperty("distinguished");
    }

    private static void comment(JsonGenerator json, Thing thing) {
        SimulatedPost post = thing.post();
        SimulatedPost parent = post.parent();
        String parentId = parent == null ? "t3_0" : parent.id();
        // A comment's thread is the submission it hangs from, which for an answer to a comment need not be known here.
        String linkId = parentId.startsWith("t3_") ? parentId : "t3_" + Long.toString(post.number() / 1_000_000, 36);
        String subreddit = subreddit(linkId);
        common(json, thing, subreddit);
        json.writeStringProperty("link_id", linkId);
        json.writeStringProperty("parent_id", parentId);
        json.writeStringProperty(
                "link_title", parentId.equals(linkId) && parent != null ? parent.text() : "Daily thread");
        json.writeStringProperty("body", body(thing));
        json.writeStringProperty("replies", "");
        json.writeBooleanProperty("score_hidden", true);
        json.writeNumberProperty("controversiality", 0);
        json.writeStringProperty(
                "permalink",
                "/r/" + subreddit + "/comments/" + linkId.substring(3) + "/_/"
                        + post.id().substring(3) + "/");
    }

    private static void submission(JsonGenerator json, Thing thing) {
        SimulatedPost post = thing.post();
        String subreddit = subreddit(post.id());
        String permalink = "/r/" + subreddit + "/comments/" + post.id().substring(3) + "/sim/";
        String link = post.link();
        common(json, thing, subreddit);
        json.writeStringProperty("title", post.text());
        json.writeStringProperty("selftext", link == null || thing.state() != Thing.State.STANDING ? body(thing) : "");
        json.writeBooleanProperty("is_self", link == null);
        json.writeStringProperty("domain", link == null ? "self." + subreddit : "sim.invalid");
        json.writeStringProperty("url", link == null ? "https://www.reddit.com" + permalink : link);
        json.writeStringProperty("permalink", permalink);
        json.writeNumberProperty("num_comments", post.likes() / 3);
        json.writeNullProperty("link_flair_text");
        if (thing.state() == Thing.State.REMOVED) {
            json.writeStringProperty("removed_by_category", "moderator");
        } else if (thing.state() == Thing.State.DELETED) {
            json.writeStringProperty("removed_by_category", "deleted");
        }
    }

    private static String body(Thing thing) {
        return switch (thing.state()) {
            case DELETED -> "[deleted]";
            case REMOVED -> "[removed]";
            case STANDING ->
                thing.post().kind() == PostKind.REPLY ? thing.post().fullText() : "";
        };
    }

    private static String subreddit(String linkId) {
        return SUBREDDITS.get(Math.floorMod(linkId.hashCode(), SUBREDDITS.size()));
    }
}
