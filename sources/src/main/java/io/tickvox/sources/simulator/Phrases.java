package io.tickvox.sources.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Fills the slots of one text: its companies and the figures around their prices. */
final class Phrases implements Grammar.Slots {
    private static final List<String> DESKS =
            List.of("Simford & Co", "Grayhollow", "Pinetree Sim", "Larkmoor", "Delmarsh Partners", "Oakbridge Sim");

    private final Dice dice;
    private final Network network;
    private final List<Company> companies;
    private final double price;
    private final double earnings;

    /** @param price the first company's last price in dollars */
    Phrases(Dice dice, Network network, List<Company> companies, double price) {
        this.dice = dice;
        this.network = network;
        this.companies = companies;
        this.price = price;
        this.earnings = dice.between(0.2, 4);
    }

    @Override
    public String fill(String name) {
        return switch (name) {
            case "t" -> inOwnWay(companies.get(0));
            case "T" -> cashtag(companies.get(0));
            case "N" -> companies.get(0).name();
            case "S" -> companies.get(0).symbol();
            case "u" -> inOwnWay(companies.get(1));
            case "U" -> cashtag(companies.get(1));
            case "M" -> companies.get(1).name();
            case "V" -> cashtag(companies.get(2));
            case "W" -> cashtag(companies.get(3));
            case "price" -> money(price * dice.between(0.997, 1.003));
            case "above" -> money(price * dice.between(1.02, 1.3));
            case "below" -> money(price * dice.between(0.7, 0.98));
            case "pct" -> decimal(dice.between(5, 99), 1) + "%";
            case "bigpct" -> dice.between(10, 89) + "%";
            case "eps" -> "$" + decimal(earnings * 100, 2);
            case "epslow" -> "$" + decimal(earnings * 83, 2);
            case "n" -> Integer.toString(dice.between(2, 99));
            case "k" -> Integer.toString(dice.between(11, 990));
            case "q" -> "Q" + dice.between(1, 4);
            case "clock" -> dice.between(1, 12) + ":" + (10 + 5 * dice.below(10));
            case "product" -> dice.of(companies.get(0).products());
            case "sector" -> companies.get(0).sector().toLowerCase(Locale.ROOT);
            case "desk" -> dice.of(DESKS);
            default -> throw new IllegalStateException("Cannot find slot '" + name + "' of the grammar");
        };
    }

    private String inOwnWay(Company company) {
        double unit = dice.unit();
        double names = network == Network.REDDIT || network == Network.BLUESKY ? 0.4 : 0.2;
        double symbols = network == Network.REDDIT ? 0.3 : 0.1;
        if (network != Network.STOCKTWITS && unit < names) {
            return company.name();
        }
        return network != Network.STOCKTWITS && unit < names + symbols ? company.symbol() : cashtag(company);
    }

    private String cashtag(Company company) {
        return "$" + (dice.chance(0.04) ? company.symbol().toLowerCase(Locale.ROOT) : company.symbol());
    }

    private String money(double dollars) {
        String figure = dollars > 50 && dice.chance(0.5) ? decimal(dollars, 0) : decimal(dollars * 100, 2);
        return dice.chance(0.5) ? "$" + figure : figure;
    }

    private static String decimal(double units, int places) {
        return BigDecimal.valueOf(Math.round(units), places).toPlainString();
    }
}
