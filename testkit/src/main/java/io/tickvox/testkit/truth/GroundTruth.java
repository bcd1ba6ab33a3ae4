package io.tickvox.testkit.truth;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Label;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The truth of one run of the simulator, as it exported it. */
public record GroundTruth(
        Map<PostId, PostTruth> posts, List<MentionTruth> mentions, List<LeadTruth> leads, SummaryTruth summary) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads the folder that the simulator wrote; the run must have ended. */
    public static GroundTruth read(Path directory) {
        Map<PostId, PostTruth> posts = new HashMap<>();
        for (PostTruth post : lines(directory.resolve("posts.ndjson"), GroundTruth::post)) {
            if (posts.put(post.id(), post) != null) {
                throw new IllegalStateException("Invalid truth: post " + post.id() + " is told twice");
            }
        }
        try {
            return new GroundTruth(
                    posts,
                    lines(directory.resolve("mentions.ndjson"), GroundTruth::mention),
                    lines(directory.resolve("leads.ndjson"), GroundTruth::lead),
                    summary(JSON.readTree(Files.readString(directory.resolve("summary.json")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts that repeat the text of an earlier post that still stands, or pass one on. */
    public Set<PostId> secondHand() {
        Map<String, List<PostTruth>> copies = new HashMap<>();
        Set<PostId> secondHand = new HashSet<>();
        for (PostTruth post : posts.values()) {
            if (post.kind() == PostKind.REPOST) {
                secondHand.add(post.id());
            } else if (post.copyOf() != null && !post.deleted()) {
                copies.computeIfAbsent(post.id().source() + post.copyOf(), original -> new ArrayList<>())
                        .add(post);
            }
        }
        for (List<PostTruth> group : copies.values()) {
            group.sort(Comparator.comparing(PostTruth::createdAt).thenComparing(PostTruth::id));
            PostTruth first = group.get(0);
            PostTruth original = posts.get(new PostId(first.id().source(), String.valueOf(first.copyOf())));
            boolean stands = original != null && !original.deleted();
            group.stream().skip(stands ? 0 : 1).map(PostTruth::id).forEach(secondHand::add);
        }
        return secondHand;
    }

    /** The bars of each symbol, of {@code length} and aligned to UTC, that have any posts; by start. */
    public Map<String, SortedMap<Instant, TrueBar>> bars(Duration length) {
        Set<PostId> secondHand = secondHand();
        Map<String, SortedMap<Instant, TrueBar>> bars = new TreeMap<>();
        for (MentionTruth mention : mentions) {
            PostTruth post = posts.get(mention.post());
            if (post != null && !post.deleted()) {
                TrueBar bar = bar(mention, post, !secondHand.contains(post.id()), length.toMillis());
                bars.computeIfAbsent(mention.symbol(), symbol -> new TreeMap<>())
                        .merge(bar.start(), bar, GroundTruth::sum);
            }
        }
        return bars;
    }

    private static TrueBar bar(MentionTruth mention, PostTruth post, boolean original, long millis) {
        boolean scored = original && !post.noise();
        return new TrueBar(
                mention.symbol(),
                Instant.ofEpochMilli(Math.floorDiv(post.createdAt().toEpochMilli(), millis) * millis),
                1,
                original ? 1 : 0,
                post.noise() ? 1 : 0,
                scored && mention.label() == Label.POSITIVE ? 1 : 0,
                scored && mention.label() == Label.NEUTRAL ? 1 : 0,
                scored && mention.label() == Label.NEGATIVE ? 1 : 0);
    }

    private static TrueBar sum(TrueBar a, TrueBar b) {
        return new TrueBar(
                a.symbol(),
                a.start(),
                a.posts() + b.posts(),
                a.originals() + b.originals(),
                a.noise() + b.noise(),
                a.positive() + b.positive(),
                a.neutral() + b.neutral(),
                a.negative() + b.negative());
    }

    private static PostTruth post(JsonNode line) {
        String label = text(line, "author_label");
        return new PostTruth(
                id(line),
                line.path("author").asString(),
                Instant.parse(line.path("created_at").asString()),
                PostKind.of(line.path("kind").asString()),
                text(line, "parent_id"),
                text(line, "copy_of"),
                line.path("noise").asBoolean(),
                label == null ? null : AuthorLabel.of(label),
                line.path("deleted").asBoolean(),
                line.path("mentions").asInt());
    }

    private static MentionTruth mention(JsonNode line) {
        return new MentionTruth(
                id(line),
                line.path("symbol").asString(),
                Label.of(line.path("label").asString()));
    }

    private static LeadTruth lead(JsonNode line) {
        return new LeadTruth(
                line.path("symbol").asString(),
                line.path("relation").asString(),
                Duration.ofSeconds(line.path("lag_seconds").asLong()));
    }

    private static SummaryTruth summary(JsonNode root) {
        return new SummaryTruth(
                root.path("payloads").asLong(),
                root.path("quote_payloads").asLong(),
                root.path("delivered").asLong(),
                root.path("posts").asLong(),
                root.path("duplicates").asLong(),
                root.path("edited").asLong(),
                root.path("deleted").asLong(),
                root.path("malformed").asLong(),
                root.path("reposts").asLong(),
                root.path("copies").asLong(),
                root.path("noise").asLong(),
                root.path("mentions").asLong());
    }

    private static PostId id(JsonNode line) {
        return new PostId(line.path("source").asString(), line.path("post_id").asString());
    }

    private static @Nullable String text(JsonNode line, String field) {
        JsonNode value = line.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static <T> List<T> lines(Path file, Function<JsonNode, T> read) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> read.apply(JSON.readTree(line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
