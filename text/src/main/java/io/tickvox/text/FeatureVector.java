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
        boolean whole = zones.count <= 1 || zone == Zones.COMMON;
        Arrays.fill(place, 0, features.from[0], whole ? 1 : 0);
        for (int token = 0; token < tokens.count; token++) {
            Arrays.fill(
                    place,
                    features.from[token],
                    features.from[token + 1],
                    whole ? 1 : zones.isNear(token, zone) ? 1 : zones.runStart[token] < 0 ? 0 : 2);
        }
        int near = 0;
        int other = 0;
        for (int at : place) {
            near += at == 1 ? 1 : 0;
            other += at == 2 ? 1 : 0;
        }
        double[] scales = {
            Features.scale(features.count),
            whole ? Features.scale(near) : Features.placedScale(near),
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
        Gauges.ofText(tokens, hits, direction);
        if (whole) {
            Gauges.ofTarget(hits.positive, hits.negative, direction);
        } else {
            Leanings leanings = new Leanings();
            leanings.read(tokens, zones, hits);
            Gauges.ofTarget(leanings.positive[zone], leanings.negative[zone], direction);
        }
        double[] noise = new double[Gauges.NOISE];
        Gauges.noiseOfText(tokens, zones, noise);
        Gauges.noiseOfTarget(zones, zone, noise);
        return new FeatureVector(indices, values, direction, noise);
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
