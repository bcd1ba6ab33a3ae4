/** The job's ends: reading landed envelopes from Kafka, writing tables and topics, and the forms in which records travel. */
@NullMarked
package io.tickvox.pipeline.io;

import org.jspecify.annotations.NullMarked;
