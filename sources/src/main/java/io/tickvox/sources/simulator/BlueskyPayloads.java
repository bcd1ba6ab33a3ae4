package io.tickvox.sources.simulator;

import io.tickvox.model.PostKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** Events of Bluesky's Jetstream, version 1. */
final class BlueskyPayloads {
    private static final String POST = "app.bsky.feed.post";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern CASHTAG = Pattern.compile("(?<![A-Za-z0-9$])\\$[A-Za-z]{1,5}(?![A-Za-z0-9_])");
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
        facets(json, post);
        json.writeStringProperty("text", post.fullText());
    }

    /** Cashtags and links, in bytes of the text's UTF-8. */
    private static void facets(JsonGenerator json, SimulatedPost post) {
        String text = post.fullText();
        json.writeArrayPropertyStart("facets");
        Matcher matcher = CASHTAG.matcher(text);
        while (matcher.find()) {
            facet(
                    json,
                    text,
                    matcher.start(),
                    matcher.end(),
                    "tag",
                    matcher.group().toUpperCase(Locale.ROOT));
        }
        String link = post.link();
        if (link != null) {
            facet(json, text, text.length() - link.length(), text.length(), "link", link);
        }
        json.writeEndArray();
    }

    private static void facet(JsonGenerator json, String text, int start, int end, String kind, String value) {
        json.writeStartObject();
        JsonBytes.objects(json, "features", List.of(value), (feature, each) -> {
            feature.writeStringProperty("$type", "app.bsky.richtext.facet#" + kind);
            feature.writeStringProperty(kind.equals("link") ? "uri" : kind, each);
        });
        JsonBytes.object(json, "index", index -> {
            index.writeNumberProperty("byteStart", bytes(text, start));
            index.writeNumberProperty("byteEnd", bytes(text, end));
        });
        json.writeEndObject();
    }

    private static int bytes(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
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
