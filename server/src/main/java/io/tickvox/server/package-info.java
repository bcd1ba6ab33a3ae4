/**
 * The web server: REST under {@code /api/v1}, live updates as server-sent events, health and metrics, and the dashboard.
 *
 * <p>{@link io.tickvox.server.Server#start} is the way in; what it shows comes through
 * {@link io.tickvox.server.ServerDependencies}. The contract with clients is {@code openapi.json} beside these classes, and
 * tests hold it against the code.
 */
@NullMarked
package io.tickvox.server;

import org.jspecify.annotations.NullMarked;
