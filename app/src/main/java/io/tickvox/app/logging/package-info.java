/**
 * Where log messages go. Until told otherwise: warnings and worse to standard error. While the stack runs: a file in the data
 * folder, rolled over at a bound.
 */
@NullMarked
package io.tickvox.app.logging;

import org.jspecify.annotations.NullMarked;
