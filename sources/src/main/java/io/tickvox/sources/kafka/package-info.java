/**
 * Landing on Kafka: one topic for posts and one for quotes, each record an envelope in Avro. What a replay landed is read
 * back from the topics themselves, so that it resumes without keeping any note of its own.
 */
@NullMarked
package io.tickvox.sources.kafka;

import org.jspecify.annotations.NullMarked;
