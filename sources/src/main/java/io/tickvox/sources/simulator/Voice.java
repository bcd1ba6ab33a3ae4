package io.tickvox.sources.simulator;

import io.tickvox.sources.simulator.Author.Role;
import java.util.Locale;

/** A way of writing, and how usual it is on each network: X, StockTwits, Reddit, Bluesky. */
enum Voice {
    RETAIL(Role.RETAIL, 28, 32, 44, 38),
    TRADER(Role.TRADER, 24, 36, 10, 10),
    ANALYST(Role.ANALYST, 8, 3, 3, 8),
    NEWS(Role.NEWS, 12, 5, 4, 14),
    EARNINGS(Role.ANALYST, 5, 4, 3, 4),
    OPTIONS(Role.TRADER, 8, 8, 6, 2),
    QUESTION(Role.RETAIL, 5, 5, 12, 9),
    SARCASM(Role.RETAIL, 3, 2, 9, 6),
    PAIR(Role.TRADER, 7, 5, 9, 9);

    private final Role role;
    private final int[] weights;

    Voice(Role role, int... weights) {
        this.role = role;
        this.weights = weights;
    }

    /** Who writes so. */
    Role role() {
        return role;
    }

    String rule() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Voice draw(Network network, Dice dice) {
        Voice[] all = values();
        double[] cumulative = new double[all.length];
        double sum = 0;
        for (int i = 0; i < all.length; i++) {
            sum += all[i].weights[network.ordinal()];
            cumulative[i] = sum;
        }
        return all[dice.weighted(cumulative)];
    }
}
