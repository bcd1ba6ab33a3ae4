package io.tickvox.sources.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that can be replayed. An instance is a sequence of draws; the static functions draw at a key without any sequence,
 * so that what happens at one moment does not depend on which moments were looked at before.
 */
final class Dice {
    private static final double UNIT = 0x1.0p-53;
    /** Standard deviation of the sum of four uniform draws from 0..1. */
    private static final double SUM_OF_FOUR = 0.57735026918962576;

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A well mixed number of the key. */
    static long hash(long seed, long a, long b) {
        return mix(mix(mix(seed + 0x9E3779B97F4A7C15L) + a) + b);
    }

    /** 0 (inclusive) .. 1 (exclusive). */
    static double unit(long hash) {
        return (mix(hash) >>> 11) * UNIT;
    }

    /**
     * Near to a standard normal draw: the sum of four uniform ones, so never beyond ±3.5. The same on every platform, which
     * logarithms and cosines need not be.
     */
    static double gaussian(long hash) {
        double sum = (hash & 0xffff) + (hash >>> 16 & 0xffff) + (hash >>> 32 & 0xffff) + (hash >>> 48);
        return (sum / 65_536 - 2 + 2.0 / 65_536) / SUM_OF_FOUR;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    long bits() {
        return random.nextLong();
    }

    double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    double gaussian() {
        return gaussian(random.nextLong());
    }

    /** 0 (inclusive) .. {@code bound} (exclusive). */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** {@code low} .. {@code high}, both inclusive. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    double between(double low, double high) {
        return low + unit() * (high - low);
    }

    /** Exponentially distributed with that mean. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** Poisson distributed with that mean, which must be below 500. */
    int poisson(double mean) {
        if (mean > 30) {
            return poisson(mean / 2) + poisson(mean / 2);
        }
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Index drawn with probability in proportion to the steps of {@code cumulative}, which must not fall. */
    int weighted(double[] cumulative) {
        double at = unit() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
