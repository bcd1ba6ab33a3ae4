/** A classifier behind an HTTP endpoint of the user's own, as {@code docs/SCORERS.md} describes it. */
@NullMarked
package io.tickvox.text.http;

import org.jspecify.annotations.NullMarked;
