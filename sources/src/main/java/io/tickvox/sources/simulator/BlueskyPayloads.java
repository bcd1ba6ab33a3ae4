package io.tickvox.sources.simulator;

import io.tickvox.model.PostKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Events of Bluesky's Jetstream, version 1. */
final class BlueskyPayloads {
    private static final String POST = "app.bsky.feed.post";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private BlueskyPayloads() {}

    static byte[] create(SimulatedPost post, long atMicros) {
        return commit(post, "create", atMicros);
    }

    /** The post as it reads after an edit. */
    static byte[] update(SimulatedPost edited, long atMicros) {
        return commit(edited, "update", atMicros);
    }

    static byte[] delete(SimulatedPost post, long atMicros) {
        return JsonBytes.object(json -> {
            head(json, post.author(), "commit", atMicros);
            JsonBytes.object(json, "commit", commit -> {
                commit.writeStringProperty("rev", Ids.timestampId(atMicros << 10));
                commit.writeStringProperty("operation", "delete");
                commit.writeStringProperty("collection", POST);
                commit.writeStringProperty("rkey", rkey(post));
            });
        });
    }

    /** Jetstream tells of accounts whatever was asked for. */
    static byte[] identity(Author author, long atMicros) {
        return JsonBytes.object(json -> {
            head(json, author, "identity", atMicros);
            JsonBytes.object(json, "identity", identity -> {
                identity.writeStringProperty("did", author.id());
                identity.writeStringProperty("handle", author.handle().replace('_', '-') + ".sim.invalid");
                identity.writeNumberProperty("seq", atMicros / 1000);
                identity.writeStringProperty("time", TIME.format(Instant.ofEpochMilli(atMicros / 1000)));
            });
        });
    }

    private static byte[] commit(SimulatedPost post, String operation, long atMicros) {
        return JsonBytes.object(json -> {
            head(json, post.author(), "commit", atMicros);
            JsonBytes.object(json, "commit", commit -> {
                commit.writeStringProperty("rev", Ids.timestampId(atMicros << 10));
                commit.writeStringProperty("operation", operation);
                commit.writeStringProperty("collection", POST);
                commit.writeStringProperty("rkey", rkey(post));
                JsonBytes.object(commit, "record", record -> record(record, post));
                commit.writeStringProperty("cid", cid(post.number() ^ atMicros));
            });
        });
    }

    private static void head(JsonGenerator json, Author author, String kind, long atMicros) {
        json.writeStringProperty("did", author.id());
        json.writeNumberProperty("time_us", atMicros);
        json.writeStringProperty("kind", kind);
    }

    private static void record(JsonGenerator json, SimulatedPost post) {
        json.writeStringProperty("$type", POST);
        json.writeStringProperty("createdAt", TIME.format(Instant.ofEpochMilli(post.createdMillis())));
        JsonBytes.strings(json, "langs", List.of("en"));
        SimulatedPost parent = post.parent();
        if (parent != null && post.kind() == PostKind.REPLY) {
            JsonBytes.object(json, "reply", reply -> {
                JsonBytes.object(reply, "parent", to -> reference(to, parent));
                JsonBytes.object(reply, "root", to -> reference(to, parent));
            });
        } else if (parent != null) {
            JsonBytes.object(json, "embed", embed -> {
                embed.writeStringProperty("$type", "app.bsky.embed.record");
                JsonBytes.object(embed, "record", to -> reference(to, parent));
            });
        }
        String link = post.link();
        if (link != null) {
            int start = post.text().getBytes(StandardCharsets.UTF_8).length + 1;
            JsonBytes.objects(json, "facets", List.of(link), (facet, address) -> {
                JsonBytes.objects(facet, "features", List.of(address), (feature, uri) -> {
                    feature.writeStringProperty("$type", "app.bsky.richtext.facet#link");
                    feature.writeStringProperty("uri", uri);
                });
                JsonBytes.object(facet, "index", index -> {
                    index.writeNumberProperty("byteStart", start);
                    index.writeNumberProperty("byteEnd", start + address.length());
                });
            });
        }
        json.writeStringProperty("text", post.fullText());
    }

    private static void reference(JsonGenerator json, SimulatedPost post) {
        json.writeStringProperty("cid", cid(post.number()));
        json.writeStringProperty("uri", "at://" + post.author().id() + "/" + POST + "/" + rkey(post));
    }

    private static String rkey(SimulatedPost post) {
        return Ids.text(Network.BLUESKY, post.number());
    }

    private static String cid(long number) {
        StringBuilder cid = new StringBuilder("bafyrei");
        for (int i = 0; i < 52; i++) {
            cid.append(BASE32.charAt((int) (Dice.hash(number, 0xC1D, i) & 31)));
        }
        return cid.toString();
    }
}
