/**
 * Writes a table or view out whole, as CSV, NDJSON or Parquet, sorted by its key.
 *
 * <p>Rows are read through a cursor and written as they come: memory does not grow with the table.
 */
@NullMarked
package io.tickvox.store.export;

import org.jspecify.annotations.NullMarked;
