/**
 * A market of invented companies, with a crowd that talks about it: payloads in the raw formats of X, Reddit, Bluesky,
 * StockTwits, Finnhub and Yahoo, written by a grammar of ours from a seed, so that the truth behind each is known.
 *
 * <p>{@link io.tickvox.sources.simulator.SimulatedMarket} holds companies, prices and the latent mood, a pure function of
 * seed and time; {@link io.tickvox.sources.simulator.Simulation} turns it into payloads; {@link
 * io.tickvox.sources.simulator.Simulator} lands them at the pace asked for; {@link io.tickvox.sources.simulator.Truth}
 * exports what is true. The market never closes, so that there is something to see at any hour; 1d bars still follow the
 * sessions of New York.
 */
@NullMarked
package io.tickvox.sources.simulator;

import org.jspecify.annotations.NullMarked;
