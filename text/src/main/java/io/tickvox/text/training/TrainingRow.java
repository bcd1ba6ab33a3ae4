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
    /** The data sets, each of which has an intercept of its own in training. */
    static final List<String> SETS = List.of("stance", "zeroshot", "sentfin", "taborda", "amoooma", "surge");
    /** How many features there are, with the sets' intercepts and the common one. */
    static final int FEATURES = FeatureVector.PLACES * FeatureVector.BUCKETS + SETS.size() + 1;

    final LabelledText labelled;
    final List<Link> links;
    final @Nullable Link target;
    /** Features toward the target, from 1, ascending. */
    final FeatureNode[] features;

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
        this.features = features(FeatureVector.of(text, links, target), SETS.indexOf(labelled.set()));
    }

    private static Link named(String text, String name, int number) {
        int start = text.indexOf(name);
        return link("NAME" + number, start, start < 0 ? -1 : start + name.length());
    }

    private static Link link(String symbol, int start, int end) {
        return new Link(symbol, LinkKind.NAME, 1, "labelled", start, end);
    }

    private static FeatureNode[] features(FeatureVector vector, int set) {
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
        nodes.add(new FeatureNode(FEATURES - SETS.size() + set, 1));
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
