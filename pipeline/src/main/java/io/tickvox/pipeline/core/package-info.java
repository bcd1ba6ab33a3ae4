/**
 * What the pipeline computes, free of Flink: which posts are distinct, which are copies, and what the bars hold. Every
 * result is a pure function of a set of records: neither order of arrival nor repetition changes it.
 */
@NullMarked
package io.tickvox.pipeline.core;

import org.jspecify.annotations.NullMarked;
