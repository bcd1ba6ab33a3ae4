/**
 * The tables: their schema ({@code db/migration}), what writes them, what reads them back for recomputing, and their export.
 *
 * <p>Every table has a natural key and every write is an upsert on it, so that any write may be repeated. A {@link
 * io.tickvox.store.TableWriter} writes rows of one kind in one statement; an {@link io.tickvox.store.Upserter} keeps that up
 * over lost connections and around rows that the database refuses.
 */
@NullMarked
package io.tickvox.store;

import org.jspecify.annotations.NullMarked;
