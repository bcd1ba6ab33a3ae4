package io.tickvox.text;

import java.util.Arrays;
import java.util.List;

/*
 * The eight weights of a bucket are bytes of one long. Added up they need more room, so they are spread over four longs with
 * two lanes of 32 bits each: columns 0 and 4, 1 and 5, 2 and 6, 3 and 7. A feature costs one access to memory and four additions.
 */

/**
 * Sums of a model's weights over a text's features, in all and by the company that the words speak of. Used again for the
 * next text; not safe for several threads.
 */
final class Sums {
    private static final long LANES = 0xFF_0000_00FFL;
    private static final int LONGS = 4;

    private static final ThreadLocal<Sums> OWN = ThreadLocal.withInitial(Sums::new);

    final Features extracted = new Features();
    final Zones zones = new Zones();
    final Leanings leanings = new Leanings();
    /** Whether the text is in a language that the model does not know. */
    boolean unknown;
    /** What sums over the whole text are multiplied with. */
    double scale;

    /** By zone, how many features speak of its company. */
    final int[] features = new int[Zones.MAX + 1];
    /** How many speak of any company. */
    int zonedFeatures;

    /** By zone, whether {@link #ownDirected} and {@link #ownPolarity} are known. */
    final boolean[] read = new boolean[Zones.MAX + 1];
    /** By zone, the probability of a direction by the words that speak of its company, whatever it is set against. */
    final double[] ownDirected = new double[Zones.MAX + 1];
    /** By zone, the logit of the direction by those words. */
    final double[] ownPolarity = new double[Zones.MAX + 1];

    /** By zone, whether {@link #directed}, {@link #up} and {@link #polarity} are known. */
    final boolean[] judged = new boolean[Zones.MAX + 1];
    /** By zone, the probability that the text has a direction toward its company. */
    final double[] directed = new double[Zones.MAX + 1];
    /** By zone, the probability that the direction is up. */
    final double[] up = new double[Zones.MAX + 1];
    /** By zone, the logit of that. */
    final double[] polarity = new double[Zones.MAX + 1];

    /** Whether {@link #contrast} and {@link #opposed} are known. */
    boolean compared;
    /** Whether the text leans to one company and against another, however likely a direction is. */
    boolean contrast;
    /** Whether it speaks well of one company and ill of another. */
    boolean opposed;

    /** By output, the part of the logit that is the same toward every target. */
    final double[] base = new double[LinearModel.NOISE + 1];

    final double[] direction = new double[Gauges.DIRECTION];
    final double[] noise = new double[Gauges.NOISE];

    private long[] fetched = {};
    private final long[] all = new long[LONGS];
    private final long[] zoned = new long[LONGS];
    /** By zone, {@link #LONGS} each. */
    private final long[] near = new long[LONGS * (Zones.MAX + 1)];

    private final long[] run = new long[LONGS];
    /** By zone, the last run that was added to it. */
    private final int[] lastRun = new int[Zones.MAX + 1];

    /** The sums of a text, valid until this thread asks for another text's. */
    static Sums of(LinearModel model, Tokens tokens, List<Link> links) {
        Sums sums = OWN.get();
        sums.read(model, tokens, links);
        return sums;
    }

    private void read(LinearModel model, Tokens tokens, List<Link> links) {
        unknown = Languages.isOther(tokens);
        zones.assign(tokens, links);
        extracted.extract(tokens, zones);
        fetch(model);
        scale = Features.scale(extracted.count);
        Arrays.fill(read, 0, zones.count + 1, false);
        Arrays.fill(judged, 0, zones.count + 1, false);
        compared = false;
        if (zones.count > 1) {
            readRuns(tokens.count);
            leanings.read(tokens, zones, extracted.lexicon);
        } else {
            sum(0, extracted.count);
            System.arraycopy(run, 0, all, 0, LONGS);
        }
        Gauges.ofText(tokens, extracted.lexicon, direction);
        Gauges.noiseOfText(tokens, extracted.lexicon, zones, noise);
        for (int output = 0; output <= LinearModel.NOISE; output++) {
            double[] weights = model.gauges(output);
            base[output] = model.bias(output)
                    + (output == LinearModel.NOISE
                            ? scale * model.scale(output) * column(all, 0, output, extracted.count)
                                    + Gauges.sum(weights, noise, Gauges.NOISE_OF_TEXT, Gauges.NOISE)
                            : Gauges.textSum(weights, direction));
        }
    }

    private void readRuns(int tokens) {
        Arrays.fill(near, 0, LONGS * (zones.count + 1), 0);
        Arrays.fill(zoned, 0);
        Arrays.fill(features, 0, zones.count + 1, 0);
        Arrays.fill(lastRun, 0, zones.count + 1, -1);
        zonedFeatures = 0;
        sum(0, extracted.from[0]);
        System.arraycopy(run, 0, all, 0, LONGS);
        for (int token = 0; token < tokens; ) {
            int start = zones.runStart[token];
            int end = token + 1;
            while (end < tokens && zones.runStart[end] == start) {
                end++;
            }
            int first = extracted.from[token];
            int last = extracted.from[end];
            sum(first, last);
            add(run, all, 0);
            if (start >= 0) {
                add(run, zoned, 0);
                zonedFeatures += last - first;
                addToCompanies(start, zones.runEnd[start], last - first);
            }
            token = end;
        }
    }

    /** Adds the run's sums to each company in it, once. */
    private void addToCompanies(int start, int end, int count) {
        for (int i = start; i < end; i++) {
            int zone = zones.named[i];
            if (lastRun[zone] != start) {
                lastRun[zone] = start;
                features[zone] += count;
                add(run, near, zone * LONGS);
            }
        }
    }

    /** What words add to the logits toward the company that {@link #weigh} was asked about last. */
    double wordsDirected;

    double wordsPolarity;

    /** Fetches the weights of all features: one after the other, so that the waits for memory overlap. */
    private void fetch(LinearModel model) {
        if (fetched.length < extracted.count) {
            fetched = new long[extracted.bucket.length];
        }
        int[] buckets = extracted.bucket;
        for (int f = 0; f < extracted.count; f++) {
            fetched[f] = model.at(buckets[f]);
        }
    }

    /** Leaves in {@link #run} the sums over the features from {@code from} to {@code to}, exclusive. */
    private void sum(int from, int to) {
        long[] weights = fetched;
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int f = from; f < to; f++) {
            long packed = weights[f];
            a += packed & LANES;
            b += packed >>> 8 & LANES;
            c += packed >>> 16 & LANES;
            d += packed >>> 24 & LANES;
        }
        run[0] = a;
        run[1] = b;
        run[2] = c;
        run[3] = d;
    }

    private static void add(long[] addend, long[] sums, int at) {
        for (int i = 0; i < LONGS; i++) {
            sums[at + i] += addend[i];
        }
    }

    /** The sum of a column, in quantised units, of sums over {@code count} features that lie at {@code at}. */
    private static int column(long[] sums, int at, int column, int count) {
        return sum(sums, at, column) - count * LinearModel.OFFSET;
    }

    /** The same with {@link LinearModel#OFFSET} added for each feature. */
    private static int sum(long[] sums, int at, int column) {
        return (int) (sums[at + (column & 3)] >>> (column >= LONGS ? 32 : 0));
    }

    /** Whether the text is read as a whole toward {@code zone}: it names no other company. */
    boolean isWhole(int zone) {
        return zone == Zones.COMMON || zones.count <= 1;
    }

    /**
     * The zone by which {@code zone} is judged: where the text sets its company against another, that one's; where it names no
     * other, the whole text.
     */
    int spoken(int zone) {
        return isWhole(zone) ? Zones.COMMON : leanings.against[zone] == Zones.COMMON ? zone : leanings.against[zone];
    }

    /** Leaves in {@link #wordsDirected} and {@link #wordsPolarity} what words add to the logits toward the company of {@code zone}. */
    void weigh(LinearModel model, int zone) {
        if (isWhole(zone)) {
            int count = extracted.count;
            wordsDirected = scale
                    * (model.scale(LinearModel.DIRECTED) * column(all, 0, LinearModel.DIRECTED, count)
                            + model.scale(LinearModel.DIRECTED_NEAR)
                                    * column(all, 0, LinearModel.DIRECTED_NEAR, count));
            wordsPolarity = scale
                    * (model.scale(LinearModel.POLARITY) * column(all, 0, LinearModel.POLARITY, count)
                            + model.scale(LinearModel.POLARITY_NEAR)
                                    * column(all, 0, LinearModel.POLARITY_NEAR, count));
            return;
        }
        int own = features[zone];
        int others = zonedFeatures - own;
        double anywhere = Features.scale(extracted.count - others);
        double nearby = Features.placedScale(own);
        double elsewhere = Features.placedScale(others);
        wordsDirected = words(model, zone, LinearModel.DIRECTED, anywhere, nearby, elsewhere);
        wordsPolarity = words(model, zone, LinearModel.POLARITY, anywhere, nearby, elsewhere);
    }

    private double words(LinearModel model, int zone, int output, double anywhere, double nearby, double elsewhere) {
        int nearColumn = LinearModel.DIRECTED_NEAR + output;
        int otherColumn = LinearModel.DIRECTED_OTHER + output;
        int own = features[zone];
        int others = zonedFeatures - own;
        int at = zone * LONGS;
        int unplaced = sum(all, 0, output) - sum(zoned, 0, output) + sum(near, at, output);
        int other = sum(zoned, 0, otherColumn) - sum(near, at, otherColumn);
        return anywhere * model.scale(output) * (unplaced - (extracted.count - others) * LinearModel.OFFSET)
                + nearby * model.scale(nearColumn) * (sum(near, at, nearColumn) - own * LinearModel.OFFSET)
                + elsewhere * model.scale(otherColumn) * (other - others * LinearModel.OFFSET);
    }

    /** What the words that speak of the company of {@code zone} add to the logit of noise. */
    double noiseNear(LinearModel model, int zone) {
        boolean whole = isWhole(zone);
        int count = whole ? extracted.count : features[zone];
        double factor = whole ? scale : Features.placedScale(count);
        return factor
                * model.scale(LinearModel.NOISE_NEAR)
                * column(whole ? all : near, whole ? 0 : zone * LONGS, LinearModel.NOISE_NEAR, count);
    }

    /** Leaves in {@link #direction} the gauges toward the company of {@code zone}. */
    void gauge(int zone) {
        LexiconHits hits = extracted.lexicon;
        boolean whole = isWhole(zone);
        Gauges.ofTarget(
                whole ? hits.positive : leanings.positive[zone],
                whole ? hits.negative : leanings.negative[zone],
                whole ? 0 : leanings.nearest[zone],
                !whole,
                direction);
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
}
