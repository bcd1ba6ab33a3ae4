package io.tickvox.text;

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

    private final int[] indices;
    private final double[] values;
    private final double[] direction;
    private final double[] noise;

    private FeatureVector(int[] indices, double[] values, double[] direction, double[] noise) {
        this.indices = indices;
        this.values = values;
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
        Features features = new Features();
        features.extract(tokens);
        Zones zones = new Zones();
        zones.assign(tokens, links);
        int zone = zones.of(target);
        int[] place = new int[features.count];
        int near = 0;
        int other = 0;
        for (int f = 0; f < features.count; f++) {
            place[f] = place(features.token[f], zones, zone);
            near += place[f] == 1 ? 1 : 0;
            other += place[f] == 2 ? 1 : 0;
        }
        double[] scales = {
            Features.scale(features.count),
            zones.count <= 1 || zone == Zones.COMMON ? Features.scale(near) : Features.placedScale(near),
            Features.placedScale(other)
        };
        int[] indices = new int[features.count + near + other];
        double[] values = new double[indices.length];
        int size = 0;
        for (int f = 0; f < features.count; f++) {
            indices[size] = features.bucket[f];
            values[size++] = scales[0];
            if (place[f] > 0) {
                indices[size] = place[f] * BUCKETS + features.bucket[f];
                values[size++] = scales[place[f]];
            }
        }
        double[] direction = new double[Gauges.DIRECTION];
        LexiconHits hits = features.lexicon;
        if (zones.count <= 1 || zone == Zones.COMMON) {
            Gauges.direction(features, hits.positive, hits.negative, direction);
        } else {
            Leanings leanings = new Leanings();
            leanings.read(tokens, zones, hits);
            Gauges.direction(features, leanings.positive[zone], leanings.negative[zone], direction);
        }
        double[] noise = new double[Gauges.NOISE];
        Gauges.noise(features, zones, zone, noise);
        return new FeatureVector(indices, values, direction, noise);
    }

    private static int place(int token, Zones zones, int zone) {
        if (zones.count <= 1 || zone == Zones.COMMON) {
            return 1;
        }
        if (token == Features.WHOLE || zones.runStart[token] < 0) {
            return 0;
        }
        for (int i = zones.runStart[token]; i < zones.runEnd[token]; i++) {
            if (zones.named[i] == zone) {
                return 1;
            }
        }
        return 2;
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
