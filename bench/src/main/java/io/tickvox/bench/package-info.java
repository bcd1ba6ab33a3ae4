/**
 * Benchmarks: parse, link and score one by one, and the whole way of posts from the broker to bars in PostgreSQL. Each
 * prints its figures beside a baseline measured in the same run.
 */
@NullMarked
package io.tickvox.bench;

import org.jspecify.annotations.NullMarked;
