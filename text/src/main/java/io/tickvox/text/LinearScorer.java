package io.tickvox.text;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * With d the probability that the text has a direction toward the target and q that the direction is up, both logistic in
 * sums of weights, p(positive) = d·q, p(neutral) = 1 − d and p(negative) = d·(1 − q); the score is d·(2q − 1).
 *
 * All targets of a text are scored in one pass over its features: sums over the words that speak of each company are
 * gathered run by run (see Zones), and each target's sum over the others is the total less its own.
 */

/** Scores by a {@link LinearModel}. */
public final class LinearScorer implements Scorer {
    private static final double MIXED_EVIDENCE = 1.0;
    private static final double MIXED_SCORE = 0.35;
    private static final double OPPOSED_SCORE = 0.3;
    private static final double SHOWN_WEIGHT = 0.002;
    private static final ThreadLocal<Sums> SUMS = ThreadLocal.withInitial(Sums::new);

    private final LinearModel model;
    private final Linker linker;

    /**
     * @param linker finds the companies that a text names, so that words about one do not count for another; the linker whose
     *     links are scored
     */
    public LinearScorer(LinearModel model, Linker linker) {
        this.model = model;
        this.linker = linker;
    }

    /** The shipped model with the shipped directory. */
    public static LinearScorer shipped() {
        return new LinearScorer(LinearModel.shipped(), StandardLinker.shipped());
    }

    @Override
    public String model() {
        return model.name();
    }

    @Override
    public Sentiment score(Document document, @Nullable Link target) {
        Sums sums = sums(document.text(), linker.link(document));
        return target == null ? whole(sums) : toward(sums, target);
    }

    @Override
    public double noise(Document document) {
        return noise(sums(document.text(), List.of()));
    }

    /** The sums of a text, valid until this thread asks for another text's. */
    Sums sums(String text, List<Link> links) {
        Sums sums = SUMS.get();
        sums.read(model, Tokens.of(text), links);
        return sums;
    }

    double noise(Sums sums) {
        return Fixed.round(logistic(model.bias(LinearModel.NOISE)
                + sums.scale * model.scale(LinearModel.NOISE) * sums.all[LinearModel.NOISE]));
    }

    Sentiment toward(Sums sums, Link target) {
        int zone = sums.zones.of(target);
        double directed = logistic(logit(sums, zone, LinearModel.DIRECTED));
        double up = logistic(logit(sums, zone, LinearModel.POLARITY));
        return sentiment(directed, up, null);
    }

    Sentiment whole(Sums sums) {
        double directed = logistic(logit(sums, Zones.COMMON, LinearModel.DIRECTED));
        double up = logistic(logit(sums, Zones.COMMON, LinearModel.POLARITY));
        double score = directed * (2 * up - 1);
        boolean mixed = directed > 0.5 && Math.abs(score) < MIXED_SCORE && sums.weakerSide() > MIXED_EVIDENCE;
        return sentiment(directed, up, mixed || isOpposed(sums) ? Label.MIXED : null);
    }

    /** Whether the text speaks well of one company and ill of another. */
    private boolean isOpposed(Sums sums) {
        boolean well = false;
        boolean ill = false;
        for (int zone = 1; zone <= sums.zones.count && sums.zones.count > 1; zone++) {
            double score = logistic(logit(sums, zone, LinearModel.DIRECTED))
                    * Math.tanh(logit(sums, zone, LinearModel.POLARITY) / 2);
            well |= score > OPPOSED_SCORE;
            ill |= score < -OPPOSED_SCORE;
        }
        return well && ill;
    }

    private double logit(Sums sums, int zone, int output) {
        double all = model.bias(output) + sums.scale * model.scale(output) * sums.all[output];
        int nearColumn = LinearModel.DIRECTED_NEAR + output;
        float nearScale = model.scale(nearColumn);
        if (zone == Zones.COMMON || sums.zones.count <= 1) {
            return all + sums.scale * nearScale * sums.all[nearColumn];
        }
        int otherColumn = LinearModel.DIRECTED_OTHER + output;
        int others = sums.zonedOther[output] - sums.other[output][zone];
        return all
                + Features.scale(sums.features[zone]) * nearScale * sums.near[output][zone]
                + Features.scale(sums.zonedFeatures - sums.features[zone]) * model.scale(otherColumn) * others;
    }

    private static Sentiment sentiment(double directed, double up, @Nullable Label label) {
        double positive = Fixed.round(directed * up);
        double negative = Fixed.round(Math.min(directed * (1 - up), 1 - positive));
        double neutral = Fixed.round(1 - positive - negative);
        return new Sentiment(
                label == null ? label(positive, neutral, negative) : label,
                Fixed.round(positive - negative),
                positive,
                neutral,
                negative);
    }

    private static Label label(double positive, double neutral, double negative) {
        if (neutral >= positive && neutral >= negative) {
            return Label.NEUTRAL;
        }
        return positive >= negative ? Label.POSITIVE : Label.NEGATIVE;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public List<Contribution> explain(Document document, @Nullable Link target) {
        Sums sums = sums(document.text(), linker.link(document));
        int zone = sums.zones.of(target);
        double polarity = logit(sums, zone, LinearModel.POLARITY);
        double slope = Math.abs(polarity) < 1e-6 ? 0.5 : Math.tanh(polarity / 2) / polarity;
        double factor = logistic(logit(sums, zone, LinearModel.DIRECTED)) * slope;
        Tokens tokens = Tokens.of(document.text());
        double[] weights = new double[tokens.count];
        sums.polarities(model, zone, weights);
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double weight = factor * weights[i];
            if (Math.abs(weight) >= SHOWN_WEIGHT) {
                contributions.add(new Contribution(tokens.start[i], tokens.end[i], weight));
            }
        }
        return contributions;
    }

    /** Sums of weights over a text's features, in quantised units. */
    static final class Sums {
        final Features extracted = new Features();
        final Zones zones = new Zones();
        final int[] all = new int[LinearModel.COLUMNS];
        /** By output and zone. */
        final int[][] near = new int[2][Zones.MAX + 1];

        final int[][] other = new int[2][Zones.MAX + 1];
        final int[] zonedOther = new int[2];
        final int[] features = new int[Zones.MAX + 1];
        int zonedFeatures;
        /** By zone, the last run that was added to it. */
        private final int[] lastRun = new int[Zones.MAX + 1];

        double scale;
        private double up;
        private double down;

        void read(LinearModel model, Tokens tokens, List<Link> links) {
            extracted.extract(tokens);
            zones.assign(tokens, links);
            scale = Features.scale(extracted.count);
            Arrays.fill(all, 0);
            up = 0;
            down = 0;
            if (zones.count > 1) {
                clearZones();
                readZones(model);
            } else {
                readAll(model);
            }
        }

        private void readAll(LinearModel model) {
            int a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0;
            int ups = 0, downs = 0;
            for (int f = 0; f < extracted.count; f++) {
                long w = model.at(extracted.bucket[f]);
                int p = (byte) (w >>> 8);
                a0 += (byte) w;
                a1 += p;
                a2 += (byte) (w >>> 16);
                a3 += (byte) (w >>> 24);
                a4 += (byte) (w >>> 32);
                ups += Math.max(p, 0);
                downs += Math.max(-p, 0);
            }
            all[0] = a0;
            all[1] = a1;
            all[2] = a2;
            all[3] = a3;
            all[4] = a4;
            up = ups;
            down = downs;
            weigh(model);
        }

        private void weigh(LinearModel model) {
            // Near weights are left out: the evidence for a mixed text is what its words say anywhere.
            up *= scale * model.scale(LinearModel.POLARITY);
            down *= scale * model.scale(LinearModel.POLARITY);
        }

        /** How strong the evidence is for the direction that has less of it, as a logit. */
        double weakerSide() {
            return Math.min(up, down);
        }

        private void clearZones() {
            for (int output = 0; output < 2; output++) {
                Arrays.fill(near[output], 0, zones.count + 1, 0);
                Arrays.fill(other[output], 0, zones.count + 1, 0);
                zonedOther[output] = 0;
            }
            Arrays.fill(features, 0, zones.count + 1, 0);
            Arrays.fill(lastRun, 0, zones.count + 1, -1);
            zonedFeatures = 0;
        }

        private void readZones(LinearModel model) {
            int run = -1;
            int runEnd = -1;
            int d3 = 0, d4 = 0, d5 = 0, d6 = 0, n = 0;
            int ups = 0, downs = 0;
            for (int f = 0; f < extracted.count; f++) {
                int token = extracted.token[f];
                int start = token == Features.WHOLE ? -1 : zones.runStart[token];
                if (start != run) {
                    flush(run, runEnd, d3, d4, d5, d6, n);
                    run = start;
                    runEnd = start < 0 ? -1 : zones.runEnd[token];
                    d3 = d4 = d5 = d6 = n = 0;
                }
                long w = model.at(extracted.bucket[f]);
                int p = (byte) (w >>> 8);
                all[0] += (byte) w;
                all[1] += p;
                all[2] += (byte) (w >>> 16);
                int w3 = (byte) (w >>> 24);
                int w4 = (byte) (w >>> 32);
                all[3] += w3;
                all[4] += w4;
                d3 += w3;
                d4 += w4;
                d5 += (byte) (w >>> 40);
                d6 += (byte) (w >>> 48);
                n++;
                ups += Math.max(p, 0);
                downs += Math.max(-p, 0);
            }
            flush(run, runEnd, d3, d4, d5, d6, n);
            up = ups;
            down = downs;
            weigh(model);
        }

        /** Adds a run's sums to each company in it, once. */
        private void flush(int run, int end, int d3, int d4, int d5, int d6, int n) {
            if (run < 0) {
                return;
            }
            for (int i = run; i < end; i++) {
                int zone = zones.named[i];
                if (lastRun[zone] != run) {
                    lastRun[zone] = run;
                    near[0][zone] += d3;
                    near[1][zone] += d4;
                    other[0][zone] += d5;
                    other[1][zone] += d6;
                    features[zone] += n;
                }
            }
            zonedOther[0] += d5;
            zonedOther[1] += d6;
            zonedFeatures += n;
        }

        /** Adds to each token what it adds to the polarity toward {@code zone}; a pair counts half for each of its words. */
        void polarities(LinearModel model, int zone, double[] tokens) {
            boolean alone = zone == Zones.COMMON || zones.count <= 1;
            double nearScale = alone ? scale : Features.scale(features[zone]);
            double otherScale = alone ? 0 : Features.scale(zonedFeatures - features[zone]);
            int run = -1;
            boolean isNear = false;
            for (int f = 0; f < extracted.count; f++) {
                int token = extracted.token[f];
                if (token == Features.WHOLE) {
                    continue;
                }
                if (!alone && zones.runStart[token] != run) {
                    run = zones.runStart[token];
                    isNear = holds(run, zones.runEnd[token], zone);
                }
                long packed = model.at(extracted.bucket[f]);
                double weight =
                        scale * model.scale(LinearModel.POLARITY) * LinearModel.weight(packed, LinearModel.POLARITY);
                if (alone || isNear) {
                    weight += nearScale
                            * model.scale(LinearModel.POLARITY_NEAR)
                            * LinearModel.weight(packed, LinearModel.POLARITY_NEAR);
                } else if (zones.runStart[token] >= 0) {
                    weight += otherScale
                            * model.scale(LinearModel.POLARITY_OTHER)
                            * LinearModel.weight(packed, LinearModel.POLARITY_OTHER);
                }
                boolean split = extracted.pair[f] && token > 0;
                tokens[token] += split ? weight / 2 : weight;
                if (split) {
                    tokens[token - 1] += weight / 2;
                }
            }
        }

        private boolean holds(int run, int end, int zone) {
            for (int i = run; i >= 0 && i < end; i++) {
                if (zones.named[i] == zone) {
                    return true;
                }
            }
            return false;
        }
    }
}
