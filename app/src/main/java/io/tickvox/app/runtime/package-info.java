/**
 * What runs together in one process: a Kafka broker, a Flink cluster with its job, the web server, and PostgreSQL as a child
 * process. Each keeps its state in a folder of its own under the one data folder, and each can be replaced by an external one.
 */
@NullMarked
package io.tickvox.app.runtime;

import org.jspecify.annotations.NullMarked;
