package io.tickvox.server;

/**
 * What a client is told when its request fails.
 *
 * @param code name of an {@link io.tickvox.model.ErrorCode}
 * @param message what failed, where, and what to do next
 */
record ApiError(String code, String message) {}
