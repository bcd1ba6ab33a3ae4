/**
 * What is true of a simulated market: the simulator's export, read back, and the counts that follow from it, computed
 * plainly.
 */
@NullMarked
package io.tickvox.testkit.truth;

import org.jspecify.annotations.NullMarked;
