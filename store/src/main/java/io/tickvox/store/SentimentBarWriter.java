package io.tickvox.store;

import io.tickvox.model.SentimentBar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes sentiment bars. A bar that differs in {@code updated_at} alone is left as it is; one without posts, left by a
 * deletion, is removed.
 */
public final class SentimentBarWriter implements TableWriter<SentimentBar> {
    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

    private static final UnnestUpsert<SentimentBar> UPSERT = UnnestUpsert.replacing(
            "sentiment_bar",
            List.of(
                    Column.text("symbol", SentimentBar::symbol),
                    Column.text("interval", bar -> bar.interval().id()),
                    Column.instant("start", SentimentBar::start),
                    Column.integer("posts", SentimentBar::posts),
                    Column.integer("originals", SentimentBar::originals),
                    Column.integer("noise", SentimentBar::noise),
                    Column.integer("authors", SentimentBar::authors),
                    Column.integer("positive", SentimentBar::positive),
                    Column.integer("neutral", SentimentBar::neutral),
                    Column.integer("negative", SentimentBar::negative),
                    Column.integer("mixed", SentimentBar::mixed),
                    Column.real("score_mean", SentimentBar::scoreMean),
                    Column.real("score_stddev", SentimentBar::scoreStddev),
                    Column.real("score_weighted", SentimentBar::scoreWeighted),
                    Column.integer("author_bullish", SentimentBar::authorBullish),
                    Column.integer("author_bearish", SentimentBar::authorBearish),
                    Column.json("by_source", bar -> json(bar.bySource())),
                    Column.bool("complete", SentimentBar::complete),
                    Column.instant("updated_at", SentimentBar::updatedAt)),
            3,
            List.of("updated_at"));

    @Override
    public String table() {
        return "sentiment_bar";
    }

    @Override
    public String key(SentimentBar bar) {
        return bar.symbol() + " " + bar.interval().id() + " " + bar.start();
    }

    @Override
    public void write(Connection connection, Collection<? extends SentimentBar> rows) throws SQLException {
        Map<List<Object>, SentimentBar> last = new LinkedHashMap<>(rows.size() * 2);
        rows.forEach(bar -> last.put(List.of(bar.symbol(), bar.interval(), bar.start()), bar));
        List<SentimentBar> kept = new ArrayList<>(last.size());
        List<SentimentBar> empty = new ArrayList<>();
        last.values().forEach(bar -> (bar.posts() == 0 ? empty : kept).add(bar));
        UPSERT.write(connection, kept);
        for (SentimentBar bar : empty) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "delete from sentiment_bar where symbol = ? and interval = ? and start = ?")) {
                statement.setString(1, bar.symbol());
                statement.setString(2, bar.interval().id());
                statement.setTimestamp(3, Timestamp.from(bar.start()));
                statement.executeUpdate();
            }
        }
    }

    /** Removes the bars of a ticker's session: those that start in it, and its day. */
    public static void clear(Connection connection, String symbol, Instant session, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from sentiment_bar where symbol = ?"
                + " and (interval <> '1d' and start >= ? and start < ? or interval = '1d' and start = ?)")) {
            statement.setString(1, symbol);
            statement.setTimestamp(2, Timestamp.from(from));
            statement.setTimestamp(3, Timestamp.from(to));
            statement.setTimestamp(4, Timestamp.from(session));
            statement.executeUpdate();
        }
    }

    /** By hand, as it is done for every bar: making a generator took half of the time that a batch took here. */
    private static String json(Map<String, Integer> bySource) {
        StringBuilder out = new StringBuilder("{");
        bySource.forEach((source, posts) -> {
            out.append(out.length() == 1 ? "\"" : ",\"");
            QUOTES.quoteAsString(source, out);
            out.append("\":").append(posts);
        });
        return out.append('}').toString();
    }
}
