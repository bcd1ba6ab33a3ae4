package io.tickvox.testkit.fake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on a free port of loopback, one request a connection, that can be down and can misbehave. */
public final class FakeServer implements AutoCloseable {
    /** What the API answers. */
    public interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    private final Clock clock;
    private final Handler handler;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private @Nullable ServerSocket listening;
    private @Nullable Fault standing;

    public FakeServer(Clock clock, Handler handler) {
        this.clock = clock;
        this.handler = handler;
        this.port = listenAnywhere();
    }

    /** Below the ports of outgoing connections, one of which could take it while the server is down. */
    private int listenAnywhere() {
        for (int i = 0; ; i++) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try {
                listen(candidate);
                return candidate;
            } catch (UncheckedIOException e) {
                if (i == 100) {
                    throw e;
                }
            }
        }
    }

    /** Its address with this scheme, for example {@code http} or {@code ws}. */
    public URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    public Clock clock() {
        return clock;
    }

    /** The next {@code times} requests meet {@code fault}. */
    public synchronized void misbehave(Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            faults.add(fault);
        }
    }

    /** All requests meet {@code fault} until {@link #behave}. */
    public synchronized void misbehave(Fault fault) {
        standing = fault;
    }

    /** From now on all is well. */
    public synchronized void behave() {
        standing = null;
        faults.clear();
    }

    /** How many of the faults asked for have not been met yet. */
    public synchronized int faultsLeft() {
        return faults.size();
    }

    /** All requests so far. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Breaks all connections and takes no more. */
    public synchronized void down() {
        try {
            if (listening != null) {
                listening.close();
                listening = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        breakConnections();
    }

    /** Serves again, on the same port. */
    public synchronized void up() {
        if (listening == null) {
            listen(port);
        }
    }

    /** Breaks all connections. */
    public void breakConnections() {
        connections.forEach(FakeServer::close);
    }

    @Override
    public void close() {
        down();
    }

    private synchronized void listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            listening = socket;
            start("fake-server", () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                if (takes(connection, socket)) {
                    start("fake-connection", () -> serve(connection));
                } else {
                    close(connection);
                }
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    /** Whether the server is still up; if so the connection is among those that {@link #down} breaks. */
    private synchronized boolean takes(Socket connection, ServerSocket socket) {
        return !socket.isClosed() && connections.add(connection);
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = Request.read(new BufferedInputStream(connection.getInputStream()), clock.instant());
            if (request == null) {
                return;
            }
            Fault fault;
            synchronized (this) {
                requests.add(request);
                fault = standing != null ? standing : faults.poll();
            }
            handler.handle(new Exchange(connection, request, fault, clock));
        } catch (IOException e) {
            // The other side has gone, as it may at any time.
        } finally {
            connections.remove(connection);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
