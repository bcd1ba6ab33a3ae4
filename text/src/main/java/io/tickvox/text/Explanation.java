package io.tickvox.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/*
 * The score d·(2q − 1) is d·tanh(z / 2), with z the polarity's logit; each weight in z counts its share of it. What the
 * gauges add to z beyond what they would without the lexicon's entries is shared among those that point that way.
 */

/** What each token of a text adds to the score toward a company. */
final class Explanation {
    private static final double SHOWN_WEIGHT = 0.002;

    private final LinearModel model;
    private final Sums sums;
    private final Tokens tokens;
    /** By token. */
    private final double[] weights;

    private Explanation(LinearModel model, Sums sums, Tokens tokens) {
        this.model = model;
        this.sums = sums;
        this.tokens = tokens;
        this.weights = new double[tokens.count];
    }

    /** @param sums of the text, judged toward {@code zone} */
    static List<Scorer.Contribution> of(LinearModel model, Sums sums, Tokens tokens, int zone) {
        int spoken = sums.spoken(zone);
        double polarity = sums.polarity[zone];
        double slope = Math.abs(polarity) < 1e-6 ? 0.5 : Math.tanh(polarity / 2) / polarity;
        double factor = sums.directed[zone] * slope;
        boolean turned = spoken != zone && spoken != Zones.COMMON;
        Explanation explanation = new Explanation(model, sums, tokens);
        explanation.words(spoken);
        explanation.lexicon(spoken);
        return explanation.contributions(turned ? -factor : factor, factor * polarity);
    }

    private List<Scorer.Contribution> contributions(double factor, double score) {
        List<Scorer.Contribution> contributions = new ArrayList<>();
        double rest = score;
        for (int i = 0; i < weights.length; i++) {
            double weight = factor * weights[i];
            if (Math.abs(weight) >= SHOWN_WEIGHT) {
                contributions.add(new Scorer.Contribution(tokens.start[i], tokens.end[i], weight));
                rest -= weight;
            }
        }
        if (Math.abs(rest) >= 1e-9) {
            contributions.add(new Scorer.Contribution(tokens.length, tokens.length, rest));
        }
        return contributions;
    }

    /** Adds to the tokens of the lexicon's entries what the gauges add to the polarity because of them. */
    private void lexicon(int zone) {
        LexiconHits hits = sums.extracted.lexicon;
        sums.gauge(zone);
        double[] gauges = model.gauges(LinearModel.POLARITY);
        double with = Gauges.sum(gauges, sums.direction, 0, Gauges.DIRECTION);
        double[] bare = sums.direction.clone();
        Arrays.fill(bare, 0, 13, 0);
        Arrays.fill(bare, Gauges.FIRST_OF_SEVERAL, Gauges.DIRECTION, 0);
        bare[4] = sums.direction[4];
        bare[8] = 1;
        bare[Gauges.OF_SEVERAL] = sums.direction[Gauges.OF_SEVERAL];
        bare[Gauges.OF_SEVERAL_SILENT] = bare[Gauges.OF_SEVERAL];
        double added = with - Gauges.sum(gauges, bare, 0, Gauges.DIRECTION);
        int sign = added > 0 ? 1 : -1;
        int sum = 0;
        for (int hit = 0; hit < hits.count; hit++) {
            sum += Math.max(sign * hits.value[hit], 0);
        }
        for (int hit = 0; hit < hits.count && sum > 0; hit++) {
            double share = added * Math.max(sign * hits.value[hit], 0) / sum;
            int words = hits.end[hit] - hits.token[hit];
            for (int i = hits.token[hit]; i < hits.end[hit]; i++) {
                weights[i] += share / words;
            }
        }
    }

    /** Adds to each token what it adds to the polarity toward {@code zone}; a pair counts half for each of its words. */
    private void words(int zone) {
        Features features = sums.extracted;
        boolean whole = sums.isWhole(zone);
        int others = whole ? 0 : sums.zonedFeatures - sums.features[zone];
        double anywhere = Features.scale(features.count - others) * model.scale(LinearModel.POLARITY);
        double near = model.scale(LinearModel.POLARITY_NEAR)
                * (whole ? sums.scale : Features.placedScale(sums.features[zone]));
        double other = model.scale(LinearModel.POLARITY_OTHER) * (whole ? 0 : Features.placedScale(others));
        for (int token = 0; token < tokens.count; token++) {
            boolean isNear = whole || sums.zones.isNear(token, zone);
            boolean isOther = !isNear && sums.zones.runStart[token] >= 0;
            for (int f = features.from[token]; f < features.from[token + 1]; f++) {
                long packed = model.at(features.bucket[f]);
                double weight = (isOther ? 0 : anywhere * LinearModel.weight(packed, LinearModel.POLARITY))
                        + (isNear ? near * LinearModel.weight(packed, LinearModel.POLARITY_NEAR) : 0)
                        + (isOther ? other * LinearModel.weight(packed, LinearModel.POLARITY_OTHER) : 0);
                boolean split = f == features.from[token] + 1 && token > 0;
                weights[token] += split ? weight / 2 : weight;
                if (split) {
                    weights[token - 1] += weight / 2;
                }
            }
        }
    }
}
