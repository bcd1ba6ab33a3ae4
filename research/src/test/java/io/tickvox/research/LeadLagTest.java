package io.tickvox.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeadLagTest {
    private final LeadLag leadLag = new LeadLag(12, 400, 1);

    @Test
    void findsByHowLongSentimentLeads() {
        for (int lag = 1; lag <= 12; lag += 3) {
            double[] sentiment = noise(300, lag);
            double[] price = follow(sentiment, lag, 0.5, 99);

            LeadLag.Result result = leadLag.compare(sentiment, price);

            assertThat(result.lag()).isEqualTo(lag);
            assertThat(result.correlation()).isBetween(0.3, 0.6);
            assertThat(result.pValue()).isLessThan(0.01);
            assertThat(result.t()).isGreaterThan(4);
            assertThat(result.sentimentLeads(0.01)).isTrue();
            assertThat(result.priceLeads(0.01)).isFalse();
        }
    }

    @Test
    void aLeadOfThePriceIsANegativeLag() {
        double[] price = noise(300, 5);
        double[] sentiment = follow(price, 4, -0.5, 6);

        LeadLag.Result result = leadLag.compare(sentiment, price);

        assertThat(result.lag()).isEqualTo(-4);
        assertThat(result.correlation()).isNegative();
        assertThat(result.t()).isLessThan(-4);
        assertThat(result.priceLeads(0.01)).isTrue();
    }

    @Test
    void findsTheLagThroughGaps() {
        double[] sentiment = noise(400, 7);
        double[] price = follow(sentiment, 3, 0.6, 8);
        Random random = new Random(9);
        for (int i = 0; i < 160; i++) {
            sentiment[random.nextInt(400)] = Double.NaN;
            price[random.nextInt(400)] = Double.NaN;
        }

        LeadLag.Result result = leadLag.compare(sentiment, price);

        assertThat(result.lag()).isEqualTo(3);
        assertThat(result.sentimentLeads(0.01)).isTrue();
        assertThat(result.pairs()).isBetween(120, 300);
    }

    @Test
    void seldomFindsALeadInNoise() {
        long found = IntStream.range(0, 100)
                .filter(i -> leadLag.compare(noise(200, 1000 + i), noise(200, 5000 + i))
                                .pValue()
                        <= 0.05)
                .count();

        assertThat(found).isLessThanOrEqualTo(11);
    }

    @Test
    void seldomFindsALeadInNoiseWithMemory() {
        long found = IntStream.range(0, 100)
                .filter(i -> leadLag.compare(smooth(noise(300, 1000 + i)), smooth(noise(300, 5000 + i)))
                                .pValue()
                        <= 0.05)
                .count();

        assertThat(found).isLessThanOrEqualTo(15);
    }

    @Test
    void saysNothingFromTooLittle() {
        LeadLag.Result result = leadLag.compare(noise(8, 1), noise(8, 2));

        assertThat(result.correlation()).isNaN();
        assertThat(result.pValue()).isNaN();
        assertThat(result.sentimentLeads(1)).isFalse();
        assertThat(result.pairs()).isZero();
    }

    @Test
    void saysNothingOfASeriesThatDoesNotMove() {
        assertThat(leadLag.compare(new double[100], noise(100, 2)).correlation())
                .isNaN();
    }

    @Test
    void refusesSeriesOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> leadLag.compare(new double[3], new double[4]))
                .withMessage("Invalid series of 3 and 4 bars: expected the same length");
    }

    static double[] noise(int length, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, length)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
    }

    private static double[] follow(double[] leader, int lag, double share, long seed) {
        double[] own = noise(leader.length, seed);
        return IntStream.range(0, leader.length)
                .mapToDouble(i -> (i < lag ? 0 : share * leader[i - lag]) + own[i])
                .toArray();
    }

    private static double[] smooth(double[] values) {
        double[] smooth = Arrays.copyOf(values, values.length);
        for (int i = 1; i < values.length; i++) {
            smooth[i] = values[i] + 0.4 * values[i - 1];
        }
        return smooth;
    }
}
