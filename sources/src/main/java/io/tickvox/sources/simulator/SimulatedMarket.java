package io.tickvox.sources.simulator;

import io.tickvox.text.Listing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A market of invented companies: who is listed, what they cost and how their crowds feel, at any time. The same seed gives
 * the same market. It trades at all hours, every day. Safe for use by several threads at once.
 */
public final class SimulatedMarket {
    private static final int DAYS_KEPT = 4;
    private static final long MINUTE = 60_000;
    private static final int PATH_STEPS = 60;

    private final long seed;
    private final List<Company> companies;
    private final Map<Long, MarketDay> days = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, MarketDay> eldest) {
            return size() > DAYS_KEPT;
        }
    };

    private SimulatedMarket(long seed) {
        this.seed = seed;
        this.companies = Companies.deal(seed);
    }

    public static SimulatedMarket create(long seed) {
        return new SimulatedMarket(seed);
    }

    public long seed() {
        return seed;
    }

    /** The companies as a symbol directory holds them. */
    public List<Listing> listings() {
        return companies.stream().map(Company::listing).toList();
    }

    /** What leads what, for each company. */
    public List<Lead> leads() {
        return companies.stream()
                .map(company -> new Lead(company.symbol(), company.relation(), company.lag()))
                .toList();
    }

    List<Company> companies() {
        return companies;
    }

    /** Mood of a company's crowd at a time: 0 is indifferent, ±1 is a crowd that agrees. */
    double mood(Company company, long atMillis) {
        long minute = Math.floorDiv(atMillis, MINUTE);
        return day(minute).mood(company, minuteOfDay(minute));
    }

    double buzz(Company company, long atMillis) {
        long minute = Math.floorDiv(atMillis, MINUTE);
        return day(minute).buzz(company, minuteOfDay(minute));
    }

    /** The bar of the minute that starts at {@code startMillis}. */
    Bar bar(Company company, long startMillis) {
        double[] path = path(company, startMillis);
        double high = path[0];
        double low = path[0];
        for (double price : path) {
            high = Math.max(high, price);
            low = Math.min(low, price);
        }
        long minute = Math.floorDiv(startMillis, MINUTE);
        return new Bar(
                startMillis, path[0], high, low, path[PATH_STEPS], day(minute).volume(company, minuteOfDay(minute)));
    }

    /** Prices in dollars and whole cents at each second of a minute and at its end: 61 values. */
    double[] path(Company company, long startMillis) {
        long minute = Math.floorDiv(startMillis, MINUTE);
        MarketDay day = day(minute);
        double from = day.logPrice(company, minuteOfDay(minute));
        double to = day.logPrice(company, minuteOfDay(minute) + 1);
        double step = company.volatility() * 0.7 / StrictMath.sqrt(PATH_STEPS);
        double[] walk = new double[PATH_STEPS + 1];
        for (int i = 0; i < PATH_STEPS; i++) {
            walk[i + 1] = walk[i] + step * Dice.gaussian(Dice.hash(seed + company.index(), 9 + i, minute));
        }
        double tilt = (to - from - walk[PATH_STEPS]) / PATH_STEPS;
        double[] prices = new double[PATH_STEPS + 1];
        for (int i = 0; i <= PATH_STEPS; i++) {
            prices[i] = Math.max(1, Math.round(100 * StrictMath.exp(from + walk[i] + tilt * i))) / 100.0;
        }
        return prices;
    }

    /** Shares traded since the UTC day began, up to the start of the minute. */
    long dayVolume(Company company, long startMillis) {
        long minute = Math.floorDiv(startMillis, MINUTE);
        MarketDay day = day(minute);
        long sum = 0;
        for (int i = 0; i < minuteOfDay(minute); i++) {
            sum += day.volume(company, i);
        }
        return sum;
    }

    private static int minuteOfDay(long minute) {
        return Math.floorMod(minute, MarketDay.MINUTES);
    }

    private synchronized MarketDay day(long minute) {
        long epochDay = Math.floorDiv(minute, (long) MarketDay.MINUTES);
        MarketDay day = days.get(epochDay);
        if (day == null) {
            day = new MarketDay(seed, companies, epochDay);
            days.put(epochDay, day);
        }
        return day;
    }

    /**
     * What is true of a company.
     *
     * @param lag by how long the one leads the other; zero where neither does
     */
    public record Lead(String symbol, Relation relation, Duration lag) {}

    /** One minute's prices in dollars, and shares traded. */
    record Bar(long startMillis, double open, double high, double low, double close, long volume) {}
}
