package io.tickvox.sources.simulator;

import java.time.Instant;

/**
 * Somebody of the crowd.
 *
 * @param number from 0, within the network
 * @param id the network's id
 * @param handle the network's handle, which starts with {@code sim_}
 * @param name as shown
 */
record Author(
        Network network, int number, String id, String handle, String name, long followers, Role role, Instant joined) {
    /** How an author writes. */
    enum Role {
        RETAIL,
        TRADER,
        ANALYST,
        NEWS,
        SPAMMER
    }
}
