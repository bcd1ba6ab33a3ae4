package io.tickvox.sources.simulator;

import io.tickvox.model.PostKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Keeps what is true of all that landed, and exports it, if a folder is given:
 *
 * <ul>
 *   <li>{@code posts.ndjson}: a line for each distinct post: source, post_id, author, created_at, kind, parent_id, copy_of
 *       (the post whose text it repeats with slight changes), noise, author_label, deleted, mentions (how many);
 *   <li>{@code mentions.ndjson}: a line for each company a post is about: source, post_id, symbol, label, noise, kind,
 *       copy_of, deleted, created_at;
 *   <li>{@code leads.ndjson}: a line for each company: symbol, relation, lag_seconds;
 *   <li>{@code summary.json}: {@link TruthSummary}, written at the end.
 * </ul>
 *
 * What the folder holds of an earlier run is replaced. A post that will be deleted is written when it is, or at the end.
 */
final class Truth implements AutoCloseable {
    private final @Nullable Path directory;
    private final @Nullable OutputStream posts;
    private final @Nullable OutputStream mentions;
    private final Map<String, SimulatedPost> doomed = new HashMap<>();

    private long payloads;
    private long delivered;
    private long distinct;
    private long reposts;
    private long copies;
    private long noise;
    private long named;
    private long edited;
    private long deleted;
    private long malformed;
    private long quotes;

    Truth(SimulatedMarket market, @Nullable Path directory) {
        this.directory = directory;
        if (directory == null) {
            posts = null;
            mentions = null;
            return;
        }
        try {
            Files.createDirectories(directory);
            posts = new BufferedOutputStream(Files.newOutputStream(directory.resolve("posts.ndjson")));
            mentions = new BufferedOutputStream(Files.newOutputStream(directory.resolve("mentions.ndjson")));
            try (OutputStream leads = Files.newOutputStream(directory.resolve("leads.ndjson"))) {
                for (SimulatedMarket.Lead lead : market.leads()) {
                    line(leads, json -> {
                        json.writeStringProperty("symbol", lead.symbol());
                        json.writeStringProperty("relation", lead.relation().id());
                        json.writeNumberProperty("lag_seconds", lead.lag().toSeconds());
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells that {@code emission} has landed. */
    void landed(Emission emission) {
        switch (emission.channel()) {
            case QUOTES -> quotes++;
            case POSTS -> payloads++;
        }
        malformed += emission.malformed() ? 1 : 0;
        edited += emission.edited();
        delivered += emission.again() + emission.edited();
        for (SimulatedPost post : emission.fresh()) {
            delivered++;
            distinct++;
            reposts += post.kind() == PostKind.REPOST ? 1 : 0;
            copies += isCopy(post) ? 1 : 0;
            noise += post.noise() ? 1 : 0;
            named += post.stances().size();
            if (post.fate() == SimulatedPost.Fate.DELETED) {
                doomed.put(post.id(), post);
            } else {
                write(post, false);
            }
        }
        SimulatedPost gone = emission.deleted();
        if (gone != null) {
            deleted++;
            doomed.remove(gone.id());
            write(gone, true);
        }
    }

    TruthSummary summary() {
        return new TruthSummary(
                payloads,
                quotes,
                delivered,
                distinct,
                delivered - distinct - edited,
                edited,
                deleted,
                malformed,
                reposts,
                copies,
                noise,
                named);
    }

    /** Makes what was written so far readable by others. */
    void flush() {
        try {
            if (posts != null && mentions != null) {
                posts.flush();
                mentions.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        doomed.values().stream()
                .sorted(Comparator.comparingLong(SimulatedPost::createdMillis).thenComparing(SimulatedPost::id))
                .forEach(post -> write(post, false));
        doomed.clear();
        try {
            if (directory != null && posts != null && mentions != null) {
                posts.close();
                mentions.close();
                Files.write(directory.resolve("summary.json"), JsonBytes.object(summary()::write));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCopy(SimulatedPost post) {
        return post.copyOf() != null && post.kind() != PostKind.REPOST;
    }

    private void write(SimulatedPost post, boolean gone) {
        if (posts == null || mentions == null) {
            return;
        }
        SimulatedPost original = post.copyOf();
        String copyOf = original != null && isCopy(post) ? original.id() : null;
        SimulatedPost parent = post.parent();
        line(posts, json -> {
            key(json, post);
            json.writeStringProperty("author", post.author().id());
            json.writeStringProperty("created_at", created(post));
            json.writeStringProperty("kind", post.kind().id());
            json.writeStringProperty("parent_id", parent == null ? null : parent.id());
            json.writeStringProperty("copy_of", copyOf);
            json.writeBooleanProperty("noise", post.noise());
            json.writeStringProperty(
                    "author_label", post.tag() == null ? null : post.tag().id());
            json.writeBooleanProperty("deleted", gone);
            json.writeNumberProperty("mentions", post.stances().size());
        });
        for (Stance stance : post.stances()) {
            line(mentions, json -> {
                key(json, post);
                json.writeStringProperty("symbol", stance.company().symbol());
                json.writeStringProperty("label", stance.label().id());
                json.writeBooleanProperty("noise", post.noise());
                json.writeStringProperty("kind", post.kind().id());
                json.writeStringProperty("copy_of", copyOf);
                json.writeBooleanProperty("deleted", gone);
                json.writeStringProperty("created_at", created(post));
            });
        }
    }

    private static void key(JsonGenerator json, SimulatedPost post) {
        json.writeStringProperty("source", post.network().id());
        json.writeStringProperty("post_id", post.id());
    }

    private static String created(SimulatedPost post) {
        return Instant.ofEpochMilli(post.createdMillis()).toString();
    }

    private static void line(OutputStream out, Consumer<JsonGenerator> body) {
        try {
            out.write(JsonBytes.object(body));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
