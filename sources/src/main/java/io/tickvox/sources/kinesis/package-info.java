/**
 * Kinesis Data Streams as a source: records that somebody else collected, each of which is a payload that one of our mappers
 * reads. Shards are read in the order of their lineage, so that what was put under one key lands in its order.
 */
@NullMarked
package io.tickvox.sources.kinesis;

import org.jspecify.annotations.NullMarked;
