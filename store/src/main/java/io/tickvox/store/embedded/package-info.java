/**
 * PostgreSQL as a child process: unpacks the server's binaries once per user, makes a cluster in the data folder, starts,
 * adopts and stops it. The server is the ordinary one, durable ({@code fsync} on) and reachable over loopback only.
 *
 * <p>Under {@code <data folder>/postgres}: {@code data} the cluster, {@code password} and {@code reader-password} the
 * secrets of its two users, {@code postgres.log} what it says, {@code lock} held by the JVM that owns it.
 */
@NullMarked
package io.tickvox.store.embedded;

import org.jspecify.annotations.NullMarked;
