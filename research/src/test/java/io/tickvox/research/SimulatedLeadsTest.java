package io.tickvox.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.Quote;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.Speed;
import io.tickvox.sources.simulator.Rates;
import io.tickvox.sources.simulator.SimulatedMarket;
import io.tickvox.sources.simulator.SimulationPlan;
import io.tickvox.sources.simulator.Simulator;
import io.tickvox.testkit.truth.GroundTruth;
import io.tickvox.testkit.truth.LeadTruth;
import io.tickvox.testkit.truth.TrueBar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of a simulated market: what leads there can be found again from true labels and prices. */
class SimulatedLeadsTest {
    private static final Duration BAR = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
    private static final double LEVEL = 0.01;

    @Test
    void findsTheLeadingTickersWithTheirLagsAndNoOthers(@TempDir Path directory) throws InterruptedException {
        Closes closes = new Closes();
        SimulationPlan plan = SimulationPlan.live(START)
                .withPast(DAY)
                .withDuration(Duration.ofSeconds(1))
                .withSpeed(Speed.max())
                .withRates(Rates.steady(5))
                .withTruth(directory);
        new Simulator(SimulatedMarket.create(5), plan, Pacer.system()).run(closes, () -> false);
        GroundTruth truth = GroundTruth.read(directory);
        Map<String, SortedMap<Instant, TrueBar>> bars = truth.bars(BAR);
        LeadLag leadLag = new LeadLag(14, 499, 1);

        for (LeadTruth lead : truth.leads()) {
            double[] sentiment = Series.changes(scores(bars.get(lead.symbol())));
            double[] price = Series.returns(closes.of(lead.symbol()));
            LeadLag.Result result = leadLag.compare(sentiment, price);
            int lag = (int) lead.lag().dividedBy(BAR);

            switch (lead.relation()) {
                case "sentiment_leads" -> {
                    assertThat(result.sentimentLeads(LEVEL))
                            .as("%s %s", lead, result)
                            .isTrue();
                    assertThat(result.lag()).as(lead.symbol()).isEqualTo(lag);
                }
                case "price_leads" -> {
                    assertThat(result.priceLeads(LEVEL))
                            .as("%s %s", lead, result)
                            .isTrue();
                    assertThat(result.lag()).as(lead.symbol()).isEqualTo(-lag);
                }
                default -> assertThat(result.pValue()).as("%s %s", lead, result).isGreaterThan(LEVEL);
            }
        }
    }

    private static double[] scores(SortedMap<Instant, TrueBar> bars) {
        double[] scores = new double[(int) DAY.dividedBy(BAR)];
        for (int i = 0; i < scores.length; i++) {
            TrueBar bar = bars.get(START.minus(DAY).plus(BAR.multipliedBy(i)));
            scores[i] = bar == null || bar.positive() + bar.negative() + bar.neutral() < 3 ? Double.NaN : bar.score();
        }
        return scores;
    }

    /** Keeps the last close in each bar. */
    private static final class Closes implements Landing {
        private final Map<String, double[]> closes = new HashMap<>();
        private final Mapper mapper = Mappers.standard();

        double[] of(String symbol) {
            return closes.get(symbol);
        }

        @Override
        public void land(Channel channel, Envelope envelope) {
            if (channel == Channel.QUOTES) {
                mapper.map(envelope, "test", record -> {
                    if (record instanceof Quote quote && quote.kind() == Quote.Kind.BAR) {
                        int bar = (int)
                                Duration.between(START.minus(DAY), quote.at()).dividedBy(BAR);
                        closes.computeIfAbsent(quote.symbol(), symbol -> missing())[bar] = quote.close();
                    }
                });
            }
        }

        private static double[] missing() {
            double[] values = new double[(int) DAY.dividedBy(BAR)];
            Arrays.fill(values, Double.NaN);
            return values;
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant upTo) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
