package io.tickvox.app.cli;

import io.tickvox.model.AccountChange;
import io.tickvox.model.Deletion;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Normalised records with the names of the tables' columns. */
final class NormalisedRecord {
    /** Columns of all kinds of records, for forms that have but one set of them. */
    static final List<String> COLUMNS = List.of(
            "file",
            "record",
            "source",
            "post_id",
            "author_id",
            "author_name",
            "author_followers",
            "created_at",
            "observed_at",
            "text",
            "lang",
            "url",
            "kind",
            "parent_id",
            "copy_of",
            "likes",
            "reposts",
            "replies",
            "quotes",
            "views",
            "symbols",
            "author_label",
            "symbol",
            "interval",
            "start",
            "at",
            "open",
            "high",
            "low",
            "close",
            "volume",
            "deleted_at",
            "standing",
            "position",
            "reason",
            "message",
            "payload");

    private NormalisedRecord() {}

    /** The record for printing; empty for what is no datum. */
    static Optional<Map<String, @Nullable Object>> of(Normalised record, String file) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("file", file);
        if (record instanceof Post post) {
            post(row, post);
        } else if (record instanceof Quote quote) {
            quote(row, quote);
        } else if (record instanceof Deletion deletion) {
            row.put("record", "deletion");
            row.put("source", deletion.source());
            row.put("post_id", deletion.postId());
            row.put("deleted_at", deletion.at());
            row.put("observed_at", deletion.observedAt());
        } else if (record instanceof AccountChange change) {
            row.put("record", "account");
            row.put("source", change.source());
            row.put("author_id", change.authorId());
            row.put("standing", change.standing().name().toLowerCase(Locale.ROOT));
            row.put("at", change.at());
            row.put("observed_at", change.observedAt());
        } else if (record instanceof Rejection rejection) {
            row.put("record", "rejection");
            row.put("source", rejection.source());
            row.put("position", rejection.position());
            row.put("observed_at", rejection.observedAt());
            row.put("reason", rejection.reason().name());
            row.put("message", rejection.message());
            row.put("payload", new String(rejection.payload(), StandardCharsets.UTF_8));
        } else if (record instanceof Heartbeat) {
            return Optional.empty();
        }
        return Optional.of(row);
    }

    private static void post(Map<String, @Nullable Object> row, Post post) {
        row.put("record", "post");
        row.put("source", post.source());
        row.put("post_id", post.postId());
        row.put("author_id", post.authorId());
        row.put("author_name", post.authorName());
        row.put("author_followers", post.authorFollowers());
        row.put("created_at", post.createdAt());
        row.put("observed_at", post.observedAt());
        row.put("text", post.text());
        row.put("lang", post.lang());
        row.put("url", post.url());
        row.put("kind", post.kind().id());
        row.put("parent_id", post.parentId());
        row.put("copy_of", post.copyOf());
        row.put("likes", post.likes());
        row.put("reposts", post.reposts());
        row.put("replies", post.replies());
        row.put("quotes", post.quotes());
        row.put("views", post.views());
        row.put("symbols", post.symbols());
        row.put(
                "author_label",
                post.authorLabel() == null ? null : post.authorLabel().id());
    }

    private static void quote(Map<String, @Nullable Object> row, Quote quote) {
        Interval interval = quote.interval();
        row.put("record", "quote");
        row.put("source", quote.source());
        row.put("symbol", quote.symbol());
        row.put("kind", quote.kind().name().toLowerCase(Locale.ROOT));
        row.put("interval", interval == null ? null : interval.id());
        row.put(interval == null ? "at" : "start", quote.at());
        row.put("observed_at", quote.observedAt());
        row.put("open", quote.open());
        row.put("high", quote.high());
        row.put("low", quote.low());
        row.put("close", quote.close());
        row.put("volume", quote.volume());
    }
}
