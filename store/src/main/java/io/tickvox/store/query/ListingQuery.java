package io.tickvox.store.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The directory of tickers, and which of them have data. */
public final class ListingQuery {
    private static final String SEARCH = """
            select symbol, name, exchange, sector
            from listing
            where symbol like :prefix escape '!' or lower(name) like :part escape '!'
            order by symbol <> :exact, symbol not like :prefix escape '!', lower(name) not like :start escape '!', symbol
            limit :limit""";

    private static final String SPAN = """
            select least((select min(start) from price_bar where symbol = :symbol and "interval" = '1d'),
                         (select min(start) from sentiment_bar where symbol = :symbol and "interval" = '1d')) as first_bar,
                   (select max(start)
                    from (select max(start) as start from price_bar where symbol = :symbol and "interval" = '1m' and start < :to
                          union all
                          select max(start) from sentiment_bar where symbol = :symbol and "interval" = '1m' and start < :to
                          union all
                          select max(start) from price_bar where symbol = :symbol and "interval" = '1d' and start < :to
                          union all
                          select max(start) from sentiment_bar where symbol = :symbol and "interval" = '1d' and start < :to
                         ) as newest) as last_bar""";

    private final Jdbi jdbi;
    private final DataTime dataTime;

    ListingQuery(Jdbi jdbi, DataTime dataTime) {
        this.jdbi = jdbi;
        this.dataTime = dataTime;
    }

    /**
     * Tickers whose symbol starts with {@code text} or whose name holds it, without regard to case; the symbol itself first,
     * then symbols, then names that start with it.
     *
     * @param limit most tickers to return
     */
    public List<Ticker> search(String text, int limit) {
        String upper = escape(text.toUpperCase(Locale.ROOT));
        String lower = escape(text.toLowerCase(Locale.ROOT));
        return jdbi.withHandle(handle -> handle.createQuery(SEARCH)
                .bind("exact", text.toUpperCase(Locale.ROOT))
                .bind("prefix", upper + "%")
                .bind("part", "%" + lower + "%")
                .bind("start", lower + "%")
                .bind("limit", limit)
                .map((row, context) -> ticker(row))
                .list());
    }

    /** The ticker of that symbol; empty where neither the directory nor any bar knows it. */
    public Optional<TickerDetail> find(String symbol) {
        return jdbi.withHandle(handle -> {
            Optional<Ticker> listed = handle.createQuery(
                            "select symbol, name, exchange, sector from listing where symbol = :symbol")
                    .bind("symbol", symbol)
                    .map((row, context) -> ticker(row))
                    .findOne();
            Instant asOf = dataTime.newest(handle).orElse(Instant.EPOCH);
            TickerDetail detail = handle.createQuery(SPAN)
                    .bind("symbol", symbol)
                    .bindByType("to", Rows.parameter(asOf), OffsetDateTime.class)
                    .map((row, context) -> new TickerDetail(
                            listed.orElse(new Ticker(symbol, symbol, null, null)),
                            Rows.nullableInstant(row, "first_bar"),
                            Rows.nullableInstant(row, "last_bar")))
                    .one();
            return listed.isPresent() || detail.firstBar() != null ? Optional.of(detail) : Optional.empty();
        });
    }

    /** What is known of each of {@code symbols}, by symbol. */
    static Map<String, Ticker> byId(Handle handle, List<String> symbols) {
        return handle
                .createQuery("select symbol, name, exchange, sector from listing where symbol = any(:symbols)")
                .bindArray("symbols", String.class, symbols)
                .map((row, context) -> ticker(row))
                .stream()
                .collect(Collectors.toMap(Ticker::symbol, ticker -> ticker));
    }

    private static Ticker ticker(ResultSet row) throws SQLException {
        return new Ticker(
                row.getString("symbol"), row.getString("name"), row.getString("exchange"), row.getString("sector"));
    }

    /** {@code text} as a pattern that means just itself. */
    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
