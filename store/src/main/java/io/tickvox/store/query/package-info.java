/**
 * What the dashboard and the API read: typed queries over the serving tables.
 *
 * <p>{@link io.tickvox.store.query.Queries} is the way in. No query here scans posts: overviews are built from bars, lists
 * are pages along an index. "Now" is the newest data time, so that a replay of an old year shows its last day.
 */
@NullMarked
package io.tickvox.store.query;

import org.jspecify.annotations.NullMarked;
