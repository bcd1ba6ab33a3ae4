package io.tickvox.text.classifier;

import java.io.Serializable;

/** Makes a classifier where it is needed; travels with the job. Equal ones make classifiers that can take each other's place. */
public interface ClassifierFactory extends Serializable {
    /** The scorer's name in settings. */
    String name();

    /** How many calls to it may run at once, at most {@code wanted}. */
    int concurrency(int wanted);

    /**
     * A new classifier.
     *
     * @throws io.tickvox.model.TickvoxException if it cannot be made of its settings
     */
    Classifier open();
}
