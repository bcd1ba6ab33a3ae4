/** Bluesky: posts of the Jetstream, which relays the network's events as JSON. */
@NullMarked
package io.tickvox.sources.bluesky;

import org.jspecify.annotations.NullMarked;
