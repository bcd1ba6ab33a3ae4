/** Tests of the export against a real PostgreSQL. */
@NullMarked
package io.tickvox.store.export;

import org.jspecify.annotations.NullMarked;
