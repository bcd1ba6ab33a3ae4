/** Tests of the tables against a real PostgreSQL. */
@NullMarked
package io.tickvox.store;

import org.jspecify.annotations.NullMarked;
