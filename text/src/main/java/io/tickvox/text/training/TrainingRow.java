package io.tickvox.text.training;

import de.bwaldvogel.liblinear.FeatureNode;
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
    /** The data sets. */
    static final List<String> SETS = List.of("stance", "zeroshot", "sentfin", "taborda", "amoooma", "surge");
    /** The first of the gauges for the direction, from 0. */
    static final int DIRECTION = FeatureVector.PLACES * FeatureVector.BUCKETS;
    /** The first of the gauges for noise, from 0. */
    static final int NOISE = DIRECTION + FeatureVector.DIRECTION_GAUGES;
    /** How many features there are, with the intercept, which is the last. */
    static final int FEATURES = NOISE + FeatureVector.NOISE_GAUGES + 1;

    final LabelledText labelled;
    final List<Link> links;
    final @Nullable Link target;
    /** Features toward the target for the direction, from 1, ascending. */
    final FeatureNode[] directionFeatures;
    /** Those for noise: of no place. */
    final FeatureNode[] noiseFeatures;

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
        List<FeatureNode> sparse = sparse(vector);
        this.directionFeatures = direction(sparse, vector);
        this.noiseFeatures = noise(sparse, vector);
    }

    private static Link named(String text, String name, int number) {
        int start = text.indexOf(name);
        return link("NAME" + number, start, start < 0 ? -1 : start + name.length());
    }

    private static Link link(String symbol, int start, int end) {
        return new Link(symbol, LinkKind.NAME, 1, "labelled", start, end);
    }

    private static List<FeatureNode> sparse(FeatureVector vector) {
        long[] sorted = new long[vector.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = ((long) vector.index(i) << 32) | i;
        }
        Arrays.sort(sorted);
        List<FeatureNode> nodes = new ArrayList<>();
        int last = -1;
        for (long entry : sorted) {
            int index = (int) (entry >>> 32);
            double value = vector.value((int) entry);
            if (index == last) {
                FeatureNode node = nodes.get(nodes.size() - 1);
                node.setValue(node.getValue() + value);
            } else {
                nodes.add(new FeatureNode(index + 1, value));
            }
            last = index;
        }
        return nodes;
    }

    private static FeatureNode[] direction(List<FeatureNode> sparse, FeatureVector vector) {
        List<FeatureNode> nodes = new ArrayList<>(sparse);
        for (int i = 0; i < FeatureVector.DIRECTION_GAUGES; i++) {
            if (vector.direction(i) != 0) {
                nodes.add(new FeatureNode(DIRECTION + i + 1, vector.direction(i)));
            }
        }
        nodes.add(new FeatureNode(FEATURES, 1));
        return nodes.toArray(FeatureNode[]::new);
    }

    private static FeatureNode[] noise(List<FeatureNode> sparse, FeatureVector vector) {
        List<FeatureNode> nodes = new ArrayList<>();
        for (FeatureNode node : sparse) {
            if (node.getIndex() <= FeatureVector.BUCKETS) {
                nodes.add(node);
            }
        }
        for (int i = 0; i < FeatureVector.NOISE_GAUGES; i++) {
            if (vector.noise(i) != 0) {
                nodes.add(new FeatureNode(NOISE + i + 1, vector.noise(i)));
            }
        }
        nodes.add(new FeatureNode(FEATURES, 1));
        return nodes.toArray(FeatureNode[]::new);
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
        return labelled.set().equals("amoooma") || labelled.set().equals("surge");
    }

    /** Whether the row's set was labelled for noise. */
    boolean isJudgedForNoise() {
        return labelled.set().equals("stance") || labelled.set().equals("zeroshot");
    }
}
