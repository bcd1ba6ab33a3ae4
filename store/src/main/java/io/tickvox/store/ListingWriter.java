package io.tickvox.store;

import io.tickvox.text.Listing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes listings. */
public final class ListingWriter implements TableWriter<Listing> {
    private static final UnnestUpsert<Listing> UPSERT = UnnestUpsert.replacing(
            "listing",
            List.of(
                    Column.text("symbol", Listing::symbol),
                    Column.text("name", Listing::name),
                    Column.text("exchange", Listing::exchange),
                    Column.text("sector", Listing::sector)),
            1,
            List.of());

    @Override
    public String table() {
        return "listing";
    }

    @Override
    public String key(Listing listing) {
        return listing.symbol();
    }

    @Override
    public void write(Connection connection, Collection<? extends Listing> rows) throws SQLException {
        UPSERT.write(connection, rows);
    }
}
