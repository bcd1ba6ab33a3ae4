package io.tickvox.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the linear scorer sees of a text and a target, as sparse vectors to train it on: the very features and weights of
 * scoring, so that the two cannot differ.
 */
public final class FeatureVector {
    /** How many features there are for a place: anywhere, near the target, near another company. */
    public static final int BUCKETS = Features.BUCKETS;
    /** How many places there are. */
    public static final int PLACES = 3;
    /** How many further numbers there are for the direction. */
    public static final int DIRECTION_GAUGES = Gauges.DIRECTION;
    /** How many there are for noise. */
    public static final int NOISE_GAUGES = Gauges.NOISE;

    /** The place of features that speak of the target; all do where the text is read as a whole. */
    public static final int NEAR = 1;

    private static final int ANYWHERE = 0;
    private static final int OTHER = 2;

    /** What a feature of the text tells of. */
    public enum Kind {
        /** The text's shape. */
        SHAPE,
        /** A word, a number or a sign. */
        WORD,
        /** A pair of words, a stem or an entry of the lexicon. */
        DERIVED
    }

    private final int[] indices;
    private final double[] values;
    private final int[] buckets;
    private final Kind[] kinds;
    private final double scale;
    private final double[] direction;
    private final double[] noise;

    private FeatureVector(
            int[] indices,
            double[] values,
            int[] buckets,
            Kind[] kinds,
            double scale,
            double[] direction,
            double[] noise) {
        this.indices = indices;
        this.values = values;
        this.buckets = buckets;
        this.kinds = kinds;
        this.scale = scale;
        this.direction = direction;
        this.noise = noise;
    }

    /**
     * The vector toward {@code target}; of the whole text if it is null, or if the text does not name it.
     *
     * @param links the companies that the text names
     */
    public static FeatureVector of(String text, List<Link> links, @Nullable Link target) {
        Tokens tokens = Tokens.of(text);
        Zones zones = new Zones();
        zones.assign(tokens, links);
        Features features = new Features();
        features.extract(tokens, zones);
        int zone = zones.of(target);
        int[] place = new int[features.count];
        boolean whole = zones.count <= 1 || zone == Zones.COMMON;
        Arrays.fill(place, 0, features.from[0], whole ? NEAR : ANYWHERE);
        for (int token = 0; token < tokens.count; token++) {
            int own = whole || zones.isNear(token, zone) ? NEAR : zones.runStart[token] < 0 ? ANYWHERE : OTHER;
            Arrays.fill(place, features.from[token], features.from[token + 1], own);
        }
        int near = 0;
        int other = 0;
        for (int at : place) {
            near += at == NEAR ? 1 : 0;
            other += at == OTHER ? 1 : 0;
        }
        // Words that speak of another company are known by that place alone.
        double[] scales = {
            Features.scale(features.count - other),
            whole ? Features.scale(near) : Features.placedScale(near),
            Features.placedScale(other)
        };
        int[] indices = new int[features.count + near];
        double[] values = new double[indices.length];
        int size = 0;
        for (int f = 0; f < features.count; f++) {
            if (place[f] != OTHER) {
                indices[size] = features.bucket[f];
                values[size++] = scales[ANYWHERE];
            }
            if (place[f] != ANYWHERE) {
                indices[size] = place[f] * BUCKETS + features.bucket[f];
                values[size++] = scales[place[f]];
            }
        }
        double[] direction = new double[Gauges.DIRECTION];
        LexiconHits hits = features.lexicon;
        Gauges.ofText(tokens, hits, direction);
        if (whole) {
            Gauges.ofTarget(hits.positive, hits.negative, 0, false, direction);
        } else {
            Leanings leanings = new Leanings();
            leanings.read(tokens, zones, hits);
            Gauges.ofTarget(leanings.positive[zone], leanings.negative[zone], leanings.nearest[zone], true, direction);
        }
        double[] noise = new double[Gauges.NOISE];
        Gauges.noiseOfText(tokens, hits, zones, noise);
        Gauges.noiseOfTarget(zones, zone, noise);
        int[] buckets = Arrays.copyOf(features.bucket, features.count);
        return new FeatureVector(
                indices,
                values,
                buckets,
                kinds(features, tokens.count),
                Features.scale(features.count),
                direction,
                noise);
    }

    private static Kind[] kinds(Features features, int tokens) {
        Kind[] kinds = new Kind[features.count];
        Arrays.fill(kinds, Kind.DERIVED);
        Arrays.fill(kinds, 0, features.from[0], Kind.SHAPE);
        for (int token = 0; token < tokens; token++) {
            kinds[features.from[token]] = Kind.WORD;
        }
        return kinds;
    }

    /** The features of the whole text, whatever company they speak of. */
    public int[] buckets() {
        return buckets.clone();
    }

    /** What each of {@link #buckets} tells of. */
    public Kind[] kinds() {
        return kinds.clone();
    }

    /** The value of each of {@link #buckets}. */
    public double scale() {
        return scale;
    }

    /** How many elements there are; a feature may have several, which add up. */
    public int size() {
        return indices.length;
    }

    /** The feature of an element, 0 to {@link #PLACES} × {@link #BUCKETS} − 1. */
    public int index(int element) {
        return indices[element];
    }

    public double value(int element) {
        return values[element];
    }

    /** One of the further numbers for the direction. */
    public double direction(int gauge) {
        return direction[gauge];
    }

    /** One of those for noise. */
    public double noise(int gauge) {
        return noise[gauge];
    }
}
