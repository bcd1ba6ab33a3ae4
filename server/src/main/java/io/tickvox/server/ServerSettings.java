package io.tickvox.server;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the server runs.
 *
 * @param host address to listen on; on a loopback address only requests that name one are answered
 * @param port 0..65535; 0 for any that is free
 * @param version Tickvox's version, as shown
 * @param simulated whether the data are made up; shown on every page
 * @param watchlist the tickers of the market page, asked for each time; empty for all that have data
 * @param maxStreamClients most event streams at once
 * @param maxPendingEvents most events kept for a client that does not take them; beyond it the client is dropped
 * @param keepAlive how often a comment goes out on each stream
 * @param statusEvery how often the status goes out on each stream
 */
public record ServerSettings(
        String host,
        int port,
        String version,
        boolean simulated,
        Supplier<Optional<List<String>>> watchlist,
        int maxStreamClients,
        int maxPendingEvents,
        Duration keepAlive,
        Duration statusEvery) {
    public ServerSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(version, "version");
        if (port < 0 || port > 65_535) {
            throw new TickvoxException(
                    ErrorCode.INVALID_CONFIG, "Invalid port '" + port + "': expected 0..65535, 0 for any that is free");
        }
        Objects.requireNonNull(watchlist, "watchlist");
    }

    /** Loopback, port 8080, real data, every ticker. */
    public static ServerSettings defaults(String version) {
        return new ServerSettings(
                "127.0.0.1",
                8080,
                version,
                false,
                Optional::empty,
                64,
                10_000,
                Duration.ofSeconds(15),
                Duration.ofSeconds(2));
    }

    public ServerSettings withAddress(String newHost, int newPort) {
        return new ServerSettings(
                newHost,
                newPort,
                version,
                simulated,
                watchlist,
                maxStreamClients,
                maxPendingEvents,
                keepAlive,
                statusEvery);
    }

    public ServerSettings withSimulated(boolean value) {
        return new ServerSettings(
                host, port, version, value, watchlist, maxStreamClients, maxPendingEvents, keepAlive, statusEvery);
    }

    public ServerSettings withWatchlist(Supplier<Optional<List<String>>> symbols) {
        return new ServerSettings(
                host, port, version, simulated, symbols, maxStreamClients, maxPendingEvents, keepAlive, statusEvery);
    }

    public ServerSettings withStream(int maxClients, int maxPending, Duration newKeepAlive, Duration newStatusEvery) {
        return new ServerSettings(
                host, port, version, simulated, watchlist, maxClients, maxPending, newKeepAlive, newStatusEvery);
    }
}
