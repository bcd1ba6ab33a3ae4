package io.tickvox.store;

import io.tickvox.model.PriceBar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes price bars. A bar that differs in {@code updated_at} alone is left as it is. */
public final class PriceBarWriter implements TableWriter<PriceBar> {
    private static final UnnestUpsert<PriceBar> UPSERT = UnnestUpsert.replacing(
            "price_bar",
            List.of(
                    Column.text("symbol", PriceBar::symbol),
                    Column.text("interval", bar -> bar.interval().id()),
                    Column.instant("start", PriceBar::start),
                    Column.real("open", PriceBar::open),
                    Column.real("high", PriceBar::high),
                    Column.real("low", PriceBar::low),
                    Column.real("close", PriceBar::close),
                    Column.real("volume", PriceBar::volume),
                    Column.integral("trades", PriceBar::trades),
                    Column.real("vwap", PriceBar::vwap),
                    Column.text("source", PriceBar::source),
                    Column.bool("complete", PriceBar::complete),
                    Column.instant("updated_at", PriceBar::updatedAt)),
            3,
            List.of("updated_at"));

    @Override
    public String table() {
        return "price_bar";
    }

    @Override
    public String key(PriceBar bar) {
        return bar.symbol() + " " + bar.interval().id() + " " + bar.start();
    }

    @Override
    public void write(Connection connection, Collection<? extends PriceBar> rows) throws SQLException {
        UPSERT.write(connection, rows);
    }
}
