/**
 * The Flink job: from landed envelopes to tables and topics. {@link io.tickvox.pipeline.PipelineJob} lays the operators
 * out; {@code core} holds what they compute, without Flink; {@code operator} and {@code io} bind it to Flink.
 */
@NullMarked
package io.tickvox.pipeline;

import org.jspecify.annotations.NullMarked;
