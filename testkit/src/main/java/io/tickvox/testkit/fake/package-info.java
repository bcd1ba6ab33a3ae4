/**
 * Servers on loopback that speak the protocols of the sources' APIs over raw sockets, so that they can break them too: each
 * takes a {@link io.tickvox.testkit.fake.Fault} for the next connections. What they have said is known exactly.
 */
@NullMarked
package io.tickvox.testkit.fake;

import org.jspecify.annotations.NullMarked;
