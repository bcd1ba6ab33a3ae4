package io.tickvox.sources.simulator;

import io.tickvox.sources.simulator.FinnhubPayloads.Trade;
import io.tickvox.sources.simulator.SimulatedMarket.Bar;
import io.tickvox.sources.simulator.YahooPayloads.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings prices: of the past as Yahoo's 1m bars; live for half of the companies as Finnhub's trades, for the other half as
 * Yahoo's streamer frames with a poll of finished bars each minute.
 */
final class PriceFeed {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final double TRADES_PER_SECOND = 0.35;
    private static final double FRAMES_PER_SECOND = 0.5;

    private final SimulatedMarket market;
    private final Emission.Schedule schedule;
    private final long seed;
    private long pathsOfMinute = Long.MIN_VALUE;
    private final List<double[]> paths = new ArrayList<>();
    private final List<Day> days = new ArrayList<>();

    PriceFeed(SimulatedMarket market, Emission.Schedule schedule, long startMillis) {
        this.market = market;
        this.schedule = schedule;
        this.seed = Dice.hash(market.seed(), 0xFD, startMillis);
    }

    /** The bars of all companies that start from {@code fromMillis} on and before {@code toMillis}, as polled then. */
    void past(long fromMillis, long toMillis) {
        if (fromMillis >= toMillis) {
            return;
        }
        for (Company company : market.companies()) {
            schedule.quote(toMillis, "yahoo", "chart", chart(company, fromMillis, toMillis, toMillis));
        }
    }

    /** What the feeds send in the second that starts at {@code secondMillis}. */
    void second(long secondMillis) {
        Dice dice = new Dice(Dice.hash(seed, 1, secondMillis));
        long minute = Math.floorDiv(secondMillis, MINUTE) * MINUTE;
        look(minute);
        int second = (int) ((secondMillis - minute) / 1000);
        List<Trade> trades = new ArrayList<>();
        for (Company company : market.companies()) {
            double price = paths.get(company.index())[second];
            if (company.feed() == Company.Feed.FINNHUB) {
                trade(company, price, secondMillis, trades, dice);
            } else {
                if (dice.chance(FRAMES_PER_SECOND)) {
                    frame(company, price, secondMillis + dice.below(900), minute);
                }
                if (second == 2) {
                    long at = secondMillis + 20L * company.index();
                    schedule.quote(at, "yahoo", "chart", chart(company, minute - 2 * MINUTE, minute, at));
                }
            }
        }
        if (!trades.isEmpty()) {
            // Finnhub does not promise an order within a frame.
            if (dice.chance(0.1)) {
                Collections.swap(trades, 0, trades.size() - 1);
            }
            schedule.quote(secondMillis + 1_050, "finnhub", "trades", FinnhubPayloads.trades(trades));
        } else if (second % 15 == 0) {
            schedule.quote(secondMillis + 1_050, "finnhub", "trades", FinnhubPayloads.ping());
        }
    }

    private void trade(Company company, double price, long secondMillis, List<Trade> trades, Dice dice) {
        int count = dice.poisson(TRADES_PER_SECOND);
        double usual = days.get(company.index()).minuteVolume() / (60 * TRADES_PER_SECOND);
        for (int i = 0; i < count; i++) {
            long size = Math.max(1, Math.round(dice.exponential(usual)));
            Trade trade = new Trade(company, price, size, secondMillis + dice.below(1000));
            trades.add(trade);
            // Two trades may be alike in all that Finnhub tells.
            if (dice.chance(0.01)) {
                trades.add(trade);
            }
        }
    }

    private void frame(Company company, double price, long atMillis, long minute) {
        Day day = days.get(company.index());
        long sofar = day.volume() + day.minuteVolume() * (atMillis - minute) / MINUTE;
        Snapshot snapshot = new Snapshot(
                company, atMillis, price, day.open(), Math.max(price, day.high()), Math.min(price, day.low()), sofar);
        schedule.quote(atMillis + 90, "yahoo", "streamer", YahooPayloads.frame(snapshot));
    }

    private byte[] chart(Company company, long fromMillis, long toMillis, long atMillis) {
        List<Bar> bars = new ArrayList<>();
        for (long start = fromMillis; start < toMillis; start += MINUTE) {
            bars.add(market.bar(company, start));
        }
        int second = (int) ((atMillis - toMillis) / 1000);
        if (second > 0 && second < 60) {
            // The running minute's entry bears the moment of the poll.
            double[] path = market.path(company, toMillis);
            double high = path[0];
            double low = path[0];
            for (int i = 1; i <= second; i++) {
                high = Math.max(high, path[i]);
                low = Math.min(low, path[i]);
            }
            bars.add(new Bar(toMillis + second * 1000L, path[0], high, low, path[second], 0));
        }
        double previous = market.path(company, Math.floorDiv(fromMillis, DAY) * DAY)[0];
        return YahooPayloads.chart(company, bars, atMillis, previous);
    }

    private void look(long minute) {
        if (minute == pathsOfMinute) {
            return;
        }
        boolean nextMinute = minute == pathsOfMinute + MINUTE && Math.floorMod(minute, DAY) != 0;
        pathsOfMinute = minute;
        for (Company company : market.companies()) {
            int index = company.index();
            double[] path = market.path(company, minute);
            if (index == paths.size()) {
                paths.add(path);
                days.add(Day.NONE);
            }
            paths.set(index, path);
            days.set(index, nextMinute ? days.get(index).then(market.bar(company, minute)) : day(company, minute));
        }
    }

    private Day day(Company company, long minute) {
        Day day = Day.NONE;
        for (long at = Math.floorDiv(minute, DAY) * DAY; at <= minute; at += MINUTE) {
            day = day.then(market.bar(company, at));
        }
        return day;
    }

    /**
     * A company's UTC day.
     *
     * @param open first price of the day
     * @param volume shares traded before the minute
     * @param minuteVolume shares traded in the minute
     */
    private record Day(double open, double high, double low, long volume, long minuteVolume) {
        static final Day NONE = new Day(0, 0, Double.MAX_VALUE, 0, 0);

        Day then(Bar bar) {
            return new Day(
                    open == 0 ? bar.open() : open,
                    Math.max(high, bar.open()),
                    Math.min(low, bar.open()),
                    volume + minuteVolume,
                    bar.volume());
        }
    }
}
