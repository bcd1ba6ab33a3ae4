package io.tickvox.store.query;

import io.tickvox.model.SessionCalendar;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The read side of the serving tables. Every query ends within {@value #TIMEOUT_SECONDS} s or fails. Safe for use by several
 * threads at once.
 */
public final class Queries {
    /** Longest time that one statement may take, in seconds. */
    static final int TIMEOUT_SECONDS = 10;

    private final MarketQuery market;
    private final BarQuery bars;
    private final PostQuery posts;
    private final RejectionQuery rejections;
    private final ListingQuery listings;
    private final LiveModelQuery liveModels;

    /** @param dataSource connections to a database with the schema in place; reading rights are enough */
    public Queries(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.getConfig(org.jdbi.v3.core.statement.SqlStatements.class).setQueryTimeout(TIMEOUT_SECONDS);
        SessionCalendar calendar = SessionCalendar.nyse();
        DataTime dataTime = new DataTime(calendar);
        market = new MarketQuery(jdbi, calendar, dataTime);
        bars = new BarQuery(jdbi, calendar, dataTime);
        posts = new PostQuery(jdbi);
        rejections = new RejectionQuery(jdbi);
        listings = new ListingQuery(jdbi, dataTime);
        liveModels = new LiveModelQuery(jdbi);
    }

    public MarketQuery market() {
        return market;
    }

    public BarQuery bars() {
        return bars;
    }

    public PostQuery posts() {
        return posts;
    }

    public RejectionQuery rejections() {
        return rejections;
    }

    public LiveModelQuery liveModels() {
        return liveModels;
    }

    public ListingQuery listings() {
        return listings;
    }
}
