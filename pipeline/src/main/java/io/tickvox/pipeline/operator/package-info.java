/** The job's stateful operators. Each keeps its state per key, forgets it by event time, and emits only what changed. */
@NullMarked
package io.tickvox.pipeline.operator;

import org.jspecify.annotations.NullMarked;
