/**
 * What a post says: which tickers it is about and why, what it says of each, and whether it says anything at all.
 *
 * <p>Pure functions over text: no I/O but the reading of shipped resources, no Flink. {@link io.tickvox.text.Analyzer} is
 * the way in; linkers and scorers stand behind interfaces so that others can take their place.
 */
@NullMarked
package io.tickvox.text;

import org.jspecify.annotations.NullMarked;
