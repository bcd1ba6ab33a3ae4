/**
 * Scorers beside the one that ships: classifiers of whole texts, in this process or elsewhere, asked for many texts a call,
 * several calls at once, and never waited for longer than the caller wants.
 *
 * <p>A {@link io.tickvox.text.classifier.Classifier} judges texts; {@link io.tickvox.text.classifier.AsyncClassifier} gathers
 * texts to calls, tries failed calls again and leaves a service that fails alone for a while. What could not be judged is told
 * apart from what is neutral by its {@link io.tickvox.text.classifier.Verdict}.
 */
@NullMarked
package io.tickvox.text.classifier;

import org.jspecify.annotations.NullMarked;
