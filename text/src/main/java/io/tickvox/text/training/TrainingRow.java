package io.tickvox.text.training;

import io.tickvox.model.LinkKind;
import io.tickvox.text.Document;
import io.tickvox.text.FeatureVector;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.SymbolDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A labelled text with its links and features. */
final class TrainingRow {
    /** The first of the gauges for the direction, from 0. */
    static final int DIRECTION = FeatureVector.PLACES * FeatureVector.BUCKETS;
    /** The first of the gauges for noise, from 0. */
    static final int NOISE = DIRECTION + FeatureVector.DIRECTION_GAUGES;
    /** How many features there are, with the intercept, which is the last. */
    static final int FEATURES = NOISE + FeatureVector.NOISE_GAUGES + 1;

    final LabelledText labelled;
    final List<Link> links;
    final @Nullable Link target;
    /** Features toward the target for the direction. */
    final SparseRow directionFeatures;
    /** Those for noise: anywhere, and near the target. */
    final SparseRow noiseFeatures;
    /** The features of the whole text, of no place. */
    final int[] buckets;
    /** What each of {@link #buckets} tells of. */
    final FeatureVector.Kind[] kinds;

    TrainingRow(LabelledText labelled, Linker linker) {
        this.labelled = labelled;
        String text = labelled.text();
        if (labelled.name() == null) {
            this.links = linker.link(Document.of(text));
            this.target = labelled.symbol() == null ? null : link(SymbolDirectory.normalise(labelled.symbol()), -1, -1);
        } else {
            List<Link> named = new ArrayList<>();
            Link own = named(text, labelled.name(), 0);
            named.add(own);
            for (int i = 0; i < labelled.others().size(); i++) {
                named.add(named(text, labelled.others().get(i), i + 1));
            }
            this.links = named;
            this.target = own;
        }
        FeatureVector vector = FeatureVector.of(text, links, target);
        this.directionFeatures = direction(vector);
        this.noiseFeatures = noise(vector);
        this.buckets = vector.buckets();
        this.kinds = vector.kinds();
    }

    private static Link named(String text, String name, int number) {
        int start = text.indexOf(name);
        return link("NAME" + number, start, start < 0 ? -1 : start + name.length());
    }

    private static Link link(String symbol, int start, int end) {
        return new Link(symbol, LinkKind.NAME, 1, "labelled", start, end);
    }

    private static SparseRow direction(FeatureVector vector) {
        Elements elements = new Elements(vector.size() + FEATURES - DIRECTION);
        for (int i = 0; i < vector.size(); i++) {
            elements.add(vector.index(i), vector.value(i));
        }
        for (int i = 0; i < FeatureVector.DIRECTION_GAUGES; i++) {
            elements.add(DIRECTION + i, vector.direction(i));
        }
        elements.add(FEATURES - 1, 1);
        return elements.row();
    }

    private static SparseRow noise(FeatureVector vector) {
        int[] buckets = vector.buckets();
        Elements elements = new Elements(buckets.length + vector.size() + FEATURES - DIRECTION);
        for (int bucket : buckets) {
            elements.add(bucket, vector.scale());
        }
        for (int i = 0; i < vector.size(); i++) {
            if (vector.index(i) / FeatureVector.BUCKETS == FeatureVector.NEAR) {
                elements.add(vector.index(i), vector.value(i));
            }
        }
        for (int i = 0; i < FeatureVector.NOISE_GAUGES; i++) {
            elements.add(NOISE + i, vector.noise(i));
        }
        elements.add(FEATURES - 1, 1);
        return elements.row();
    }

    /** Gathers elements in any order; those of one feature add up. */
    private static final class Elements {
        private final long[] order;
        private final double[] values;
        private int size;

        Elements(int most) {
            order = new long[most];
            values = new double[most];
        }

        void add(int index, double value) {
            if (value != 0) {
                order[size] = (long) index << 32 | size;
                values[size++] = value;
            }
        }

        SparseRow row() {
            Arrays.sort(order, 0, size);
            int[] indices = new int[size];
            float[] sums = new float[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                int index = (int) (order[i] >>> 32);
                boolean again = count > 0 && indices[count - 1] == index;
                count += again ? 0 : 1;
                indices[count - 1] = index;
                sums[count - 1] += (float) values[(int) order[i]];
            }
            return new SparseRow(Arrays.copyOf(indices, count), Arrays.copyOf(sums, count));
        }
    }

    boolean isNoise() {
        return labelled.label() == LabelledText.Stance.NOISE;
    }

    boolean isDirected() {
        return labelled.label() == LabelledText.Stance.POSITIVE || labelled.label() == LabelledText.Stance.NEGATIVE;
    }

    boolean isPositive() {
        return labelled.label() == LabelledText.Stance.POSITIVE;
    }

    /** Whether the row's set knows only two classes, so that it tells nothing of neutral. */
    boolean isTwoClass() {
        return !labelled.set().threeClasses;
    }

    /** Whether figures are made of the row; if not, it is for training alone. */
    boolean isJudged() {
        return labelled.set().judged;
    }
}
