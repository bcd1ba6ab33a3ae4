/**
 * Does what the crowd says tell anything about the price? Statistics over bars: which series leads which and by how long,
 * and how well a score ranks the returns that follow it.
 *
 * <p>Pure functions over arrays. A missing value is not-a-number; it is left out, never taken for zero.
 */
@NullMarked
package io.tickvox.research;

import org.jspecify.annotations.NullMarked;
