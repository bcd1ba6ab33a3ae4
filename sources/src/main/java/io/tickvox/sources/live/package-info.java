/**
 * Live intake: what every source does alike. A source follows its API from a position and says what it saw; the framework
 * lands it, keeps positions and rate budgets durable, waits and tries again after failures, and knows of each source how it
 * is and when it could not see.
 */
@NullMarked
package io.tickvox.sources.live;

import org.jspecify.annotations.NullMarked;
