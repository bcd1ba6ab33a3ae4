package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.SourceKeys;
import io.tickvox.model.TickvoxException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Follows the watchlist of settings that may change at any time, and says what keeps it from doing so. */
final class Watchlist {
    private final Supplier<Config> settings;
    private final PrintWriter out;
    private String told = "";

    /**
     * @param settings reads the settings as they are now; throws {@link TickvoxException} if they are not valid
     * @param out takes what people are to know, each change and each problem once
     */
    Watchlist(Supplier<Config> settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Takes up a changed watchlist; settings that are not valid at this moment change nothing.
     *
     * @param taker is given the tickers to ask for and the watchlist if one is set; whether that was a change
     */
    void follow(BiPredicate<List<String>, Optional<List<String>>> taker) {
        try {
            Config config = settings.get();
            List<String> symbols = SourceKeys.symbols(config);
            if (taker.test(symbols, config.optional(Keys.SYMBOLS))) {
                out.println("Watchlist: " + String.join(", ", symbols));
            }
            told = "";
        } catch (TickvoxException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(told)) {
                out.println("The watchlist stays as it is: " + problem);
                told = problem;
            }
        }
    }
}
