package io.tickvox.sources.simulator;

import static io.tickvox.sources.simulator.JsonBytes.object;
import static io.tickvox.sources.simulator.JsonBytes.objects;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.PostKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Messages in the pages of StockTwits' symbol streams. */
final class StocktwitsPayloads {
    private final SimulatedMarket market;

    StocktwitsPayloads(SimulatedMarket market) {
        this.market = market;
    }

    /** A page of a company's stream, newest first. */
    byte[] page(Company company, List<SimulatedPost> newestFirst, boolean more) {
        return JsonBytes.object(json -> {
            object(json, "response", response -> response.writeNumberProperty("status", 200));
            object(json, "symbol", symbol -> symbol(symbol, company));
            object(json, "cursor", cursor -> {
                cursor.writeBooleanProperty("more", more);
                cursor.writeNumberProperty("since", newestFirst.get(0).number());
                cursor.writeNumberProperty(
                        "max", newestFirst.get(newestFirst.size() - 1).number());
            });
            objects(json, "messages", newestFirst, this::message);
        });
    }

    private void message(JsonGenerator json, SimulatedPost post) {
        SimulatedPost parent = post.parent();
        head(json, post);
        if (parent != null && post.kind() == PostKind.QUOTE) {
            object(json, "reshare_message", reshare -> {
                reshare.writeNumberProperty("reshared_count", 1);
                reshare.writeBooleanProperty("reshared_deleted", false);
                reshare.writeBooleanProperty("reshared_user_deleted", false);
                reshare.writeBooleanProperty("parent_reshared_deleted", false);
                object(reshare, "message", message -> {
                    head(message, parent);
                    tail(message, parent);
                });
            });
        }
        if (parent != null && post.kind() == PostKind.REPLY) {
            object(json, "conversation", conversation -> {
                conversation.writeNumberProperty("parent_message_id", parent.number());
                conversation.writeNumberProperty("in_reply_to_message_id", parent.number());
                conversation.writeBooleanProperty("parent", false);
                conversation.writeNumberProperty("replies", 0);
            });
        }
        tail(json, post);
    }

    private static void head(JsonGenerator json, SimulatedPost post) {
        json.writeNumberProperty("id", post.number());
        json.writeStringProperty("body", escape(post.fullText()));
        json.writeStringProperty(
                "created_at", Instant.ofEpochMilli(post.createdMillis()).toString());
        json.writeBooleanProperty("discussion", false);
        object(json, "user", user -> user(user, post.author()));
        object(json, "source", source -> {
            source.writeNumberProperty("id", 2269);
            source.writeStringProperty("title", "StockTwits Web");
            source.writeStringProperty("url", "https://sim.invalid/stocktwits");
        });
    }

    private void tail(JsonGenerator json, SimulatedPost post) {
        List<Company> companies = post.stances().stream().map(Stance::company).toList();
        objects(json, "symbols", companies, StocktwitsPayloads::symbol);
        objects(json, "prices", companies, (price, company) -> {
            double[] path = market.path(company, post.createdMillis());
            price.writeNumberProperty("id", 90_000 + company.index());
            price.writeStringProperty("symbol", company.symbol());
            price.writeStringProperty("symbol_mic", company.symbol() + ".XSIM");
            price.writeStringProperty("price", BigDecimal.valueOf(path[0]).toPlainString());
        });
        JsonBytes.emptyArray(json, "mentioned_users");
        object(json, "entities", entities -> {
            JsonBytes.emptyArray(entities, "media");
            sentiment(entities, post.tag());
            entities.writeNullProperty("discussable");
        });
        if (post.likes() > 0) {
            object(json, "likes", likes -> {
                likes.writeNumberProperty("total", post.likes());
                JsonBytes.emptyArray(likes, "user_ids");
            });
        }
    }

    private static void sentiment(JsonGenerator json, @Nullable AuthorLabel tag) {
        if (tag == null) {
            json.writeNullProperty("sentiment");
        } else {
            object(
                    json,
                    "sentiment",
                    sentiment ->
                            sentiment.writeStringProperty("basic", tag == AuthorLabel.BULLISH ? "Bullish" : "Bearish"));
        }
    }

    private static void user(JsonGenerator json, Author author) {
        json.writeNumberProperty("id", Long.parseLong(author.id()));
        json.writeStringProperty("username", author.handle());
        json.writeStringProperty("name", author.name());
        json.writeStringProperty("avatar_url", "https://sim.invalid/avatar.png");
        json.writeStringProperty("avatar_url_ssl", "https://sim.invalid/avatar.png");
        json.writeStringProperty("join_date", author.joined().toString().substring(0, 10));
        json.writeBooleanProperty("official", author.role() == Author.Role.NEWS);
        json.writeStringProperty("identity", "User");
        JsonBytes.emptyArray(json, "classification");
        json.writeNumberProperty("followers", author.followers());
        json.writeNumberProperty("following", author.number() % 90);
        json.writeNumberProperty("ideas", 10 + author.number() * 3);
        json.writeNumberProperty("watchlist_stocks_count", author.number() % 25);
        json.writeNumberProperty("like_count", author.number() * 2);
        json.writeStringProperty("plus_tier", "");
    }

    private static void symbol(JsonGenerator json, Company company) {
        json.writeNumberProperty("id", 90_000 + company.index());
        json.writeStringProperty("symbol", company.symbol());
        json.writeStringProperty("symbol_mic", company.symbol() + ".XSIM");
        json.writeStringProperty("symbol_display", company.symbol());
        json.writeStringProperty("exchange", Company.EXCHANGE);
        json.writeStringProperty("region", "US");
        json.writeStringProperty("title", company.legalName());
        JsonBytes.emptyArray(json, "aliases");
        json.writeBooleanProperty("is_following", false);
        json.writeNumberProperty("watchlist_count", Math.round(company.popularity() * 10_000));
        json.writeBooleanProperty("has_pricing", true);
        json.writeStringProperty("instrument_class", "Stock");
        json.writeStringProperty("sector", company.sector());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
