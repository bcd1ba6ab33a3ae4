package io.tickvox.text;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * With d the probability that the text has a direction toward the target and q that the direction is up, both logistic in
 * sums of weights, p(positive) = d·q, p(neutral) = 1 − d and p(negative) = d·(1 − q); the score is d·(2q − 1).
 *
 * Where a text sets two companies against each other, what it says of the second is the opposite of what it says of the
 * first (see Leanings). Where it leans to one and against another, a direction is likely for both, and a lower bound serves.
 *
 * All targets of a text are scored in one pass over its features: sums over the words that speak of each company are
 * gathered run by run (see Zones), and each target's sum over the others is the total less its own.
 */

/** Scores by a {@link LinearModel}. */
public final class LinearScorer implements Scorer {
    private static final double MIXED_EVIDENCE = 1.3;
    private static final double MIXED_SCORE = 0.25;
    /** How far the text must lean to one company and against another, as logits, to set them against each other. */
    private static final double CONTRAST = 1;
    /** The probability of a direction that suffices there. */
    private static final double CONTRAST_BOUND = 0.2;

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
        return target == null ? whole(sums) : toward(sums, sums.zones.of(target));
    }

    @Override
    public double noise(Document document, @Nullable Link target) {
        Sums sums = sums(document.text(), linker.link(document));
        return noise(sums, sums.zones.of(target));
    }

    @Override
    public List<Contribution> explain(Document document, @Nullable Link target) {
        Sums sums = sums(document.text(), linker.link(document));
        if (sums.unknown) {
            return List.of();
        }
        int zone = sums.zones.of(target);
        judge(sums, zone);
        return Explanation.of(model, sums, Tokens.of(document.text()), zone);
    }

    /** The sums of a text, valid until this thread asks for another text's. */
    Sums sums(String text, List<Link> links) {
        return Sums.of(model, Tokens.of(text), links);
    }

    /** The probability of noise toward the company of {@code zone}. */
    double noise(Sums sums, int zone) {
        double logit = sums.base[LinearModel.NOISE]
                + sums.noiseNear(model, zone)
                + model.noiseOfPlace(Gauges.place(sums.zones, zone));
        return Fixed.value(Logistic.units(Logistic.of(logit)));
    }

    /** The sentiment toward the company of {@code zone}. */
    Sentiment toward(Sums sums, int zone) {
        if (sums.unknown) {
            return Sentiment.UNSCORED;
        }
        judge(sums, zone);
        compare(sums);
        return sentiment(sums.directed[zone], sums.up[zone], bound(sums, zone), null);
    }

    Sentiment whole(Sums sums) {
        if (sums.unknown) {
            return Sentiment.UNSCORED;
        }
        judge(sums, Zones.COMMON);
        compare(sums);
        double directed = sums.directed[Zones.COMMON];
        double up = sums.up[Zones.COMMON];
        double score = directed * (2 * up - 1);
        boolean mixed = sums.opposed
                || (directed > 0.5 && Math.abs(score) < MIXED_SCORE && sums.weakerSide(model) > MIXED_EVIDENCE);
        return sentiment(directed, up, model.directedBound(), mixed ? Label.MIXED : null);
    }

    /** Leaves in {@code sums} whether the text leans to one company and against another, and whether labels are opposite. */
    private void compare(Sums sums) {
        if (sums.compared) {
            return;
        }
        int companies = sums.zones.count > 1 ? sums.zones.count : 0;
        double most = 0;
        double least = 0;
        for (int zone = 1; zone <= companies; zone++) {
            judge(sums, zone);
            most = Math.max(most, sums.polarity[zone]);
            least = Math.min(least, sums.polarity[zone]);
        }
        sums.contrast = most > CONTRAST && least < -CONTRAST;
        boolean well = false;
        boolean ill = false;
        for (int zone = 1; zone <= companies; zone++) {
            boolean hasDirection = sums.directed[zone] >= bound(sums, zone);
            well |= hasDirection && sums.polarity[zone] >= 0;
            ill |= hasDirection && sums.polarity[zone] < 0;
        }
        sums.opposed = well && ill;
        sums.compared = true;
    }

    /** The probability of a direction from which on the text is labelled with one toward the company of {@code zone}. */
    private double bound(Sums sums, int zone) {
        boolean leans = sums.contrast && Math.abs(sums.polarity[zone]) > CONTRAST;
        return leans ? Math.min(CONTRAST_BOUND, model.directedBound()) : model.directedBound();
    }

    /** Leaves in {@code sums} what is said of the company of {@code zone}. */
    private void judge(Sums sums, int zone) {
        if (sums.judged[zone]) {
            return;
        }
        int spoken = sums.spoken(zone);
        if (!sums.read[spoken]) {
            sums.gauge(spoken);
            sums.weigh(model, spoken);
            sums.ownPolarity[spoken] = sums.wordsPolarity + gauged(sums, LinearModel.POLARITY);
            sums.ownDirected[spoken] = Logistic.of(sums.wordsDirected + gauged(sums, LinearModel.DIRECTED));
            sums.read[spoken] = true;
        }
        boolean turned = spoken != zone && spoken != Zones.COMMON;
        sums.polarity[zone] = turned ? -sums.ownPolarity[spoken] : sums.ownPolarity[spoken];
        sums.directed[zone] = sums.ownDirected[spoken];
        sums.up[zone] = Logistic.of(sums.polarity[zone]);
        sums.judged[zone] = true;
    }

    private double gauged(Sums sums, int output) {
        return sums.base[output] + Gauges.targetSum(model.gauges(output), sums.direction);
    }

    private static Sentiment sentiment(double directed, double up, double bound, @Nullable Label label) {
        int positive = Logistic.units(directed * up);
        int negative = Math.min(Logistic.units(directed * (1 - up)), Fixed.ONE - positive);
        return new Sentiment(
                label != null
                        ? label
                        : directed < bound ? Label.NEUTRAL : positive >= negative ? Label.POSITIVE : Label.NEGATIVE,
                Fixed.value(positive - negative),
                Fixed.value(positive),
                Fixed.value(Fixed.ONE - positive - negative),
                Fixed.value(negative));
    }
}
