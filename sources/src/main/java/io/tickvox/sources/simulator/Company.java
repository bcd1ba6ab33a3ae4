package io.tickvox.sources.simulator;

import io.tickvox.text.Listing;
import java.time.Duration;
import java.util.List;

/**
 * An invented company.
 *
 * @param index its place in the market, from 0
 * @param name as people write it
 * @param legalName as filings write it
 * @param feed where its live price comes from
 * @param relation whether its crowd's mood leads its price
 * @param lag by how long the one leads the other; zero where neither does
 * @param price around which its price wanders, in dollars
 * @param volatility standard deviation of its return over a minute
 * @param popularity how much is said of it, relative to the others
 * @param products what it sells, for the posts to talk about
 */
record Company(
        int index,
        String symbol,
        String name,
        String legalName,
        String sector,
        Feed feed,
        Relation relation,
        Duration lag,
        double price,
        double volatility,
        double popularity,
        List<String> products) {
    static final String EXCHANGE = "SIM";

    /** Where a live price comes from. */
    enum Feed {
        FINNHUB,
        YAHOO
    }

    long lagMinutes() {
        return lag.toMinutes();
    }

    Listing listing() {
        return new Listing(symbol, name, EXCHANGE, sector, List.of(legalName));
    }
}
