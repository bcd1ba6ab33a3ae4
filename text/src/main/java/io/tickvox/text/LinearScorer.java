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
 * Where a text sets two companies against each other, what it says of the second is the opposite of what it says of the
 * first (see Leanings). All targets of a text are scored in one pass over its features: sums over the words that speak of each company are
 * gathered run by run (see Zones), and each target's sum over the others is the total less its own.
 */

/** Scores by a {@link LinearModel}. */
public final class LinearScorer implements Scorer {
    private static final double MIXED_EVIDENCE = 1.3;
    private static final double MIXED_SCORE = 0.25;
    private static final double OPPOSED_SCORE = 0.3;
    /** The logit of the probability that no score beyond {@link #OPPOSED_SCORE} comes without. */
    private static final double OPPOSED_DIRECTED = Math.log(OPPOSED_SCORE / (1 - OPPOSED_SCORE));

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
    public double noise(Document document, @Nullable Link target) {
        Sums sums = sums(document.text(), linker.link(document));
        return noise(sums, sums.zones.of(target));
    }

    /** The sums of a text, valid until this thread asks for another text's. */
    Sums sums(String text, List<Link> links) {
        Sums sums = SUMS.get();
        sums.read(model, Tokens.of(text), links);
        return sums;
    }

    double noise(Sums sums, int zone) {
        Gauges.noise(sums.extracted, sums.zones, zone, sums.noise);
        return Fixed.round(logistic(model.bias(LinearModel.NOISE)
                + sums.scale * model.scale(LinearModel.NOISE) * sums.all[LinearModel.NOISE]
                + product(model.gauges(LinearModel.NOISE), sums.noise)));
    }

    double noise(Sums sums, @Nullable Link target) {
        return noise(sums, sums.zones.of(target));
    }

    Sentiment toward(Sums sums, Link target) {
        if (sums.unknown) {
            return Sentiment.UNSCORED;
        }
        judge(sums, sums.zones.of(target));
        return sentiment(logistic(sums.directed), logistic(sums.polarity), null);
    }

    Sentiment whole(Sums sums) {
        if (sums.unknown) {
            return Sentiment.UNSCORED;
        }
        boolean opposed = isOpposed(sums);
        judge(sums, Zones.COMMON);
        double directed = logistic(sums.directed);
        double up = logistic(sums.polarity);
        double score = directed * (2 * up - 1);
        boolean mixed = directed > 0.5 && Math.abs(score) < MIXED_SCORE && sums.weakerSide(model) > MIXED_EVIDENCE;
        return sentiment(directed, up, mixed || opposed ? Label.MIXED : null);
    }

    /** Whether the text speaks well of one company and ill of another. */
    private boolean isOpposed(Sums sums) {
        boolean well = false;
        boolean ill = false;
        for (int zone = 1; zone <= sums.zones.count && sums.zones.count > 1; zone++) {
            judge(sums, zone);
            if (sums.directed > OPPOSED_DIRECTED) {
                double score = logistic(sums.directed) * (2 * logistic(sums.polarity) - 1);
                well |= score > OPPOSED_SCORE;
                ill |= score < -OPPOSED_SCORE;
            }
        }
        return well && ill;
    }

    /** Leaves in {@code sums} the logits toward the company of {@code zone}. */
    private void judge(Sums sums, int zone) {
        int spoken = sums.spoken(zone);
        if (!sums.judged[spoken]) {
            sums.gauge(spoken);
            sums.directedOf[spoken] = logit(sums, spoken, LinearModel.DIRECTED);
            sums.polarityOf[spoken] = logit(sums, spoken, LinearModel.POLARITY);
            sums.judged[spoken] = true;
        }
        sums.directed = sums.directedOf[spoken];
        sums.polarity = spoken == zone ? sums.polarityOf[spoken] : -sums.polarityOf[spoken];
    }

    private double logit(Sums sums, int zone, int output) {
        double all = model.bias(output)
                + sums.scale * model.scale(output) * sums.all[output]
                + product(model.gauges(output), sums.direction);
        int nearColumn = LinearModel.DIRECTED_NEAR + output;
        float nearScale = model.scale(nearColumn);
        if (zone == Zones.COMMON || sums.zones.count <= 1) {
            return all + sums.scale * nearScale * sums.all[nearColumn];
        }
        int otherColumn = LinearModel.DIRECTED_OTHER + output;
        int others = sums.zonedOther[output] - sums.other[output][zone];
        return all
                + Features.placedScale(sums.features[zone]) * nearScale * sums.near[output][zone]
                + Features.placedScale(sums.zonedFeatures - sums.features[zone]) * model.scale(otherColumn) * others;
    }

    private static double product(double[] weights, double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    private Sentiment sentiment(double directed, double up, @Nullable Label label) {
        double positive = Fixed.round(directed * up);
        double negative = Fixed.round(Math.min(directed * (1 - up), 1 - positive));
        double neutral = Fixed.round(1 - positive - negative);
        return new Sentiment(
                label != null
                        ? label
                        : directed < model.directedBound()
                                ? Label.NEUTRAL
                                : positive >= negative ? Label.POSITIVE : Label.NEGATIVE,
                Fixed.round(positive - negative),
                positive,
                neutral,
                negative);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /*
     * The score d·(2q − 1) is d·tanh(z / 2), with z the polarity's logit; each weight in z counts its share of it. What the
     * gauges add to z beyond what they would without the lexicon's entries is shared among those that point that way.
     */
    @Override
    public List<Contribution> explain(Document document, @Nullable Link target) {
        Sums sums = sums(document.text(), linker.link(document));
        if (sums.unknown) {
            return List.of();
        }
        int zone = sums.zones.of(target);
        judge(sums, zone);
        double slope = Math.abs(sums.polarity) < 1e-6 ? 0.5 : Math.tanh(sums.polarity / 2) / sums.polarity;
        double factor = logistic(sums.directed) * slope;
        Tokens tokens = Tokens.of(document.text());
        double[] weights = new double[tokens.count];
        int spoken = sums.spoken(zone);
        sums.polarities(model, spoken, weights);
        sums.lexical(model, spoken, weights);
        double turned = spoken == zone ? factor : -factor;
        List<Contribution> contributions = new ArrayList<>();
        double rest = factor * sums.polarity;
        for (int i = 0; i < weights.length; i++) {
            double weight = turned * weights[i];
            if (Math.abs(weight) >= SHOWN_WEIGHT) {
                contributions.add(new Contribution(tokens.start[i], tokens.end[i], weight));
                rest -= weight;
            }
        }
        if (Math.abs(rest) >= 1e-9) {
            contributions.add(
                    new Contribution(document.text().length(), document.text().length(), rest));
        }
        return contributions;
    }

    /** Sums of weights over a text's features, in quantised units. */
    static final class Sums {
        private static final long LANES = 0x00FF00FF00FF00FFL;
        private static final int LANE_MAX = 0xFFFF / 0xFF;

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
        /** Sums of the columns with even and with odd numbers, 16 bits each, offsets included. */
        private long even;

        private long odd;
        private int inLanes;
        /** Sums over the run that is being read. */
        private final int[] run = new int[LinearModel.COLUMNS];

        private int runFeatures;

        private final Leanings leanings = new Leanings();
        final double[] direction = new double[Gauges.DIRECTION];
        final double[] noise = new double[Gauges.NOISE];
        /** By zone, whether its logits are known, and the logits. */
        final boolean[] judged = new boolean[Zones.MAX + 1];

        final double[] directedOf = new double[Zones.MAX + 1];
        final double[] polarityOf = new double[Zones.MAX + 1];
        /** Whether the text is in a language that the model does not know. */
        boolean unknown;
        /** The logits toward the target that was judged last. */
        double directed;

        double polarity;

        void read(LinearModel model, Tokens tokens, List<Link> links) {
            unknown = Languages.isOther(tokens);
            extracted.extract(tokens);
            zones.assign(tokens, links);
            scale = Features.scale(extracted.count);
            Arrays.fill(judged, 0, zones.count + 1, false);
            Arrays.fill(all, 0);
            Arrays.fill(run, 0);
            runFeatures = 0;
            if (zones.count > 1) {
                clearZones();
                readZones(model);
                leanings.read(tokens, zones, extracted.lexicon);
            } else {
                readAll(model);
            }
        }

        private void readAll(LinearModel model) {
            for (int f = 0; f < extracted.count; f++) {
                add(model.at(extracted.bucket[f]));
            }
            spill();
            System.arraycopy(run, 0, all, 0, all.length);
        }

        /** Adds a bucket's seven weights to the lanes. */
        private void add(long packed) {
            even += packed & LANES;
            odd += (packed >>> 8) & LANES;
            if (++inLanes == LANE_MAX) {
                spill();
            }
        }

        /** Moves the lanes' sums to the run's. */
        private void spill() {
            int offset = inLanes * LinearModel.OFFSET;
            for (int column = 0; column < LinearModel.COLUMNS; column++) {
                long lanes = (column & 1) == 0 ? even : odd;
                run[column] += (int) (lanes >>> (8 * (column & ~1)) & 0xFFFF) - offset;
            }
            runFeatures += inLanes;
            even = 0;
            odd = 0;
            inLanes = 0;
        }

        /** How strong the evidence is for the direction that has less of it, as a logit. */
        double weakerSide(LinearModel model) {
            int up = 0;
            int down = 0;
            for (int f = 0; f < extracted.count; f++) {
                int weight = LinearModel.weight(model.at(extracted.bucket[f]), LinearModel.POLARITY);
                up += Math.max(weight, 0);
                down += Math.max(-weight, 0);
            }
            return Math.min(up, down) * scale * model.scale(LinearModel.POLARITY);
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
            int start = -1;
            int end = -1;
            for (int f = 0; f < extracted.count; f++) {
                int token = extracted.token[f];
                int next = token == Features.WHOLE ? -1 : zones.runStart[token];
                if (next != start) {
                    flush(start, end);
                    start = next;
                    end = next < 0 ? -1 : zones.runEnd[token];
                }
                add(model.at(extracted.bucket[f]));
            }
            flush(start, end);
        }

        /** Adds a run's sums to the whole's and to each company in it, once. */
        private void flush(int start, int end) {
            spill();
            for (int column = 0; column < all.length; column++) {
                all[column] += run[column];
            }
            if (start >= 0) {
                for (int i = start; i < end; i++) {
                    int zone = zones.named[i];
                    if (lastRun[zone] != start) {
                        lastRun[zone] = start;
                        features[zone] += runFeatures;
                        for (int output = 0; output < 2; output++) {
                            near[output][zone] += run[LinearModel.DIRECTED_NEAR + output];
                            other[output][zone] += run[LinearModel.DIRECTED_OTHER + output];
                        }
                    }
                }
                zonedOther[0] += run[LinearModel.DIRECTED_OTHER];
                zonedOther[1] += run[LinearModel.POLARITY_OTHER];
                zonedFeatures += runFeatures;
            }
            Arrays.fill(run, 0);
            runFeatures = 0;
        }

        /** The company that the text speaks for where it sets that of {@code zone} against it; else {@code zone}. */
        int spoken(int zone) {
            boolean alone = zone == Zones.COMMON || zones.count <= 1;
            return alone || leanings.against[zone] == Zones.COMMON ? zone : leanings.against[zone];
        }

        /** Leaves in {@link #direction} the gauges toward the company of {@code zone}. */
        void gauge(int zone) {
            LexiconHits hits = extracted.lexicon;
            boolean alone = zone == Zones.COMMON || zones.count <= 1;
            Gauges.direction(
                    extracted,
                    alone ? hits.positive : leanings.positive[zone],
                    alone ? hits.negative : leanings.negative[zone],
                    direction);
        }

        /** Adds to the tokens of the lexicon's entries what the gauges add to the polarity because of them. */
        void lexical(LinearModel model, int zone, double[] tokens) {
            LexiconHits hits = extracted.lexicon;
            gauge(zone);
            double with = product(model.gauges(LinearModel.POLARITY), direction);
            double[] bare = direction.clone();
            Arrays.fill(bare, 0, 13, 0);
            bare[4] = direction[4];
            bare[8] = 1;
            double added = with - product(model.gauges(LinearModel.POLARITY), bare);
            int sign = added > 0 ? 1 : -1;
            int sum = 0;
            for (int hit = 0; hit < hits.count; hit++) {
                sum += Math.max(sign * hits.value[hit], 0);
            }
            for (int hit = 0; hit < hits.count && sum > 0; hit++) {
                double share = added * Math.max(sign * hits.value[hit], 0) / sum;
                int words = hits.end[hit] - hits.token[hit];
                for (int i = hits.token[hit]; i < hits.end[hit]; i++) {
                    tokens[i] += share / words;
                }
            }
        }

        /** Adds to each token what it adds to the polarity toward {@code zone}; a pair counts half for each of its words. */
        void polarities(LinearModel model, int zone, double[] tokens) {
            boolean alone = zone == Zones.COMMON || zones.count <= 1;
            double nearScale = alone ? scale : Features.placedScale(features[zone]);
            double otherScale = alone ? 0 : Features.placedScale(zonedFeatures - features[zone]);
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
