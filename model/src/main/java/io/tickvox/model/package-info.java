/**
 * The records that flow through Tickvox and their Avro forms: the contract that every other module speaks.
 *
 * <p>Values are immutable records that validate themselves. Times are UTC instants of millisecond precision. Scores and
 * weights are multiples of 0.0001 ({@link io.tickvox.model.Fixed}), so that sums over them are exact in any order.
 */
@NullMarked
package io.tickvox.model;

import org.jspecify.annotations.NullMarked;
