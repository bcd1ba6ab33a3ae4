/**
 * Makes what the text module ships: the symbol directory from public lists, and the sentiment model from labelled posts; and
 * measures the model. Runs on a developer's machine, never in the pipeline. All of it is repeatable: the same input gives
 * the same bytes.
 */
@NullMarked
package io.tickvox.text.training;

import org.jspecify.annotations.NullMarked;
