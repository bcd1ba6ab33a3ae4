package io.tickvox.sources.simulator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * One UTC day of the market, minute by minute: a pure function of seed and day.
 *
 * <p>Two things are drawn for each company and minute: a shock to the mood of its crowd, and a move of its own price. Both
 * are small as a rule and large now and then. Mood is the sum of past shocks, each fading by half in {@value
 * #MOOD_HALF_LIFE} minutes. Price is the sum of the market's moves, the sector's and its own. Where the mood leads, each
 * shock moves the price a lag later; where the price leads, each move shocks the mood a lag later. So that any day can be
 * computed on its own, the sum of a day's moves is tilted, by a hair a minute, to end where the next day starts.
 */
final class MarketDay {
    static final int MINUTES = 1440;
    static final int MOOD_HALF_LIFE = 15;
    private static final int BUZZ_HALF_LIFE = 6;
    private static final int WARM_UP = 700;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Share of a day's step that is left after one more day: prices wander, but come back. */
    private static final double RETURN_TO_MEAN = 0.99;

    private static final int DAYS_REMEMBERED = 600;
    private static final double DAILY_STEP = 0.018;

    private static final int SHOCK = 1;
    private static final int SHOCK_SIZE = 2;
    private static final int OWN = 3;
    private static final int OWN_SIZE = 4;
    private static final int COMMON = 5;
    private static final int DAILY = 6;
    private static final int VOLUME = 7;

    private final long seed;
    private final long firstMinute;
    private final double[][] logPrice;
    private final double[][] mood;
    private final double[][] buzz;
    private final long[][] volume;

    MarketDay(long seed, List<Company> companies, long epochDay) {
        this.seed = seed;
        this.firstMinute = epochDay * MINUTES;
        int count = companies.size();
        logPrice = new double[count][];
        mood = new double[count][];
        buzz = new double[count][];
        volume = new long[count][];
        double[] hours = hours(epochDay);
        for (Company company : companies) {
            logPrice[company.index()] = price(company, epochDay, hours);
            mood[company.index()] = faded(company, MOOD_HALF_LIFE, false);
            buzz[company.index()] = faded(company, BUZZ_HALF_LIFE, true);
            volume[company.index()] = volume(company, hours);
        }
    }

    /** Natural logarithm of the price at the start of a minute, 0 .. {@link #MINUTES}, both inclusive. */
    double logPrice(Company company, int minute) {
        return logPrice[company.index()][minute];
    }

    /** Mood at a minute: 0 is indifferent, ±1 is a crowd that agrees. */
    double mood(Company company, int minute) {
        return mood[company.index()][minute];
    }

    /** How excited the crowd is at a minute: 0 as ever, 1 after a middling shock. */
    double buzz(Company company, int minute) {
        return buzz[company.index()][minute];
    }

    long volume(Company company, int minute) {
        return volume[company.index()][minute];
    }

    private double[] price(Company company, long epochDay, double[] hours) {
        double[] path = new double[MINUTES + 1];
        for (int i = 0; i < MINUTES; i++) {
            path[i + 1] = path[i] + company.volatility() * StrictMath.sqrt(hours[i]) * move(company, firstMinute + i);
        }
        double from = level(company, epochDay);
        double tilt = (level(company, epochDay + 1) - from - path[MINUTES]) / MINUTES;
        for (int i = 0; i <= MINUTES; i++) {
            path[i] += from + tilt * i;
        }
        return path;
    }

    /** Logarithm of the price at the start of a day. */
    private double level(Company company, long epochDay) {
        double sum = 0;
        double weight = 1;
        for (int back = 0; back < DAYS_REMEMBERED; back++) {
            sum += weight * draw(company.index(), DAILY, epochDay - back);
            weight *= RETURN_TO_MEAN;
        }
        return StrictMath.log(company.price()) + DAILY_STEP * sum;
    }

    /** A minute's return in units of the company's volatility. */
    private double move(Company company, long minute) {
        double common = 0.3 * draw(-1, COMMON, minute)
                + 0.4 * draw(-2 - company.sector().hashCode() % 1000, COMMON, minute);
        double own = 0.75 * draw(company.index(), OWN, minute) + ownJump(company, minute);
        double led =
                company.relation() == Relation.SENTIMENT_LEADS ? 6 * shock(company, minute - company.lagMinutes()) : 0;
        return common + own + led;
    }

    /** A company's own large moves; rare where the mood makes them, and largest where they make the mood. */
    private double ownJump(Company company, long minute) {
        return switch (company.relation()) {
            case SENTIMENT_LEADS -> jump(company, OWN_SIZE, minute, 1.0 / 600, 4, 9);
            case PRICE_LEADS -> jump(company, OWN_SIZE, minute, 1.0 / 45, 6, 11);
            case NONE -> jump(company, OWN_SIZE, minute, 1.0 / 45, 4, 9);
        };
    }

    private double shock(Company company, long minute) {
        double noise = 0.015 * draw(company.index(), SHOCK, minute);
        if (company.relation() == Relation.PRICE_LEADS) {
            return noise + 0.16 * ownJump(company, minute - company.lagMinutes());
        }
        return noise + jump(company, SHOCK_SIZE, minute, 1.0 / 45, 0.9, 1.8);
    }

    private double jump(Company company, int kind, long minute, double often, double low, double high) {
        long hash = Dice.hash(seed + company.index(), kind, minute);
        if (Dice.unit(hash) >= often) {
            return 0;
        }
        double size = low + (high - low) * Dice.unit(hash + 1);
        return (hash & 1) == 0 ? size : -size;
    }

    private double[] faded(Company company, int halfLife, boolean size) {
        double keep = StrictMath.pow(0.5, 1.0 / halfLife);
        double[] values = new double[MINUTES];
        double sum = 0;
        for (int i = -WARM_UP; i < MINUTES; i++) {
            double shock = shock(company, firstMinute + i);
            double news = size ? 2 * Math.abs(shock) + 0.1 * Math.abs(ownJump(company, firstMinute + i)) : shock;
            sum = sum * keep + news;
            if (i >= 0) {
                values[i] = sum;
            }
        }
        return values;
    }

    private long[] volume(Company company, double[] hours) {
        double[] path = logPrice[company.index()];
        long[] values = new long[MINUTES];
        double usual = 900_000 / company.price() * (0.5 + company.popularity());
        for (int i = 0; i < MINUTES; i++) {
            double moved = Math.abs(path[i + 1] - path[i]) / company.volatility();
            double spread = StrictMath.exp(0.4 * draw(company.index(), VOLUME, firstMinute + i));
            values[i] = Math.max(1, Math.round(usual * hours[i] * spread * (0.5 + 0.5 * moved)));
        }
        return values;
    }

    private double draw(int who, int what, long when) {
        return Dice.gaussian(Dice.hash(seed + who, what, when));
    }

    /** Activity of each minute: a U over the session's hours in New York, a lower plateau around it. */
    private static double[] hours(long epochDay) {
        double[] hours = new double[MINUTES];
        for (int i = 0; i < MINUTES; i++) {
            LocalTime time = Instant.ofEpochSecond((epochDay * MINUTES + i) * 60)
                    .atZone(NEW_YORK)
                    .toLocalTime();
            double sinceOpen = (time.toSecondOfDay() - 34_200) / 23_400.0;
            hours[i] = sinceOpen < 0 || sinceOpen >= 1 ? 0.6 : 0.8 + 4 * (sinceOpen - 0.5) * (sinceOpen - 0.5);
        }
        return hours;
    }
}
