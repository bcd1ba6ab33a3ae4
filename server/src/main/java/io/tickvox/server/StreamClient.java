package io.tickvox.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open event stream. Events wait in a bounded queue and are written without blocking any thread, as fast as the client
 * takes them; one that lets the queue fill is dropped, and its browser connects anew.
 */
final class StreamClient implements WriteListener {
    private static final long MAX_PENDING_BYTES = 8 << 20;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final @Nullable Set<String> symbols;
    private final int maxPending;
    private final Consumer<StreamClient> onDropped;
    private final Map<Object, byte[]> pending = new LinkedHashMap<>();
    private @Nullable ServletOutputStream out;
    private long pendingBytes;
    private boolean started;
    private boolean unflushed;

    /**
     * @param symbols the tickers wanted; null for all
     * @param maxPending most events that wait
     * @param onDropped told once if the client is too slow
     */
    StreamClient(@Nullable Set<String> symbols, int maxPending, Consumer<StreamClient> onDropped) {
        this.symbols = symbols;
        this.maxPending = maxPending;
        this.onDropped = onDropped;
    }

    /** Starts to write to {@code stream}, of a request in asynchronous mode, once the server says that it may. */
    void open(ServletOutputStream stream) {
        synchronized (this) {
            out = stream;
        }
        stream.setWriteListener(this);
    }

    /** Completes when the stream has ended, for whatever reason. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Sends {@code event} if this client wants it. */
    void offer(LiveEvent event) {
        if (symbols != null && event.symbol() != null && !symbols.contains(event.symbol())) {
            return;
        }
        boolean full;
        synchronized (this) {
            if (ended.isDone()) {
                return;
            }
            byte[] replaced = pending.put(event.key(), event.frame());
            pendingBytes += event.frame().length - (replaced == null ? 0 : replaced.length);
            full = pending.size() > maxPending || pendingBytes > MAX_PENDING_BYTES;
        }
        if (full) {
            onDropped.accept(this);
            end();
        } else {
            write();
        }
    }

    void end() {
        ended.complete(null);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            started = true;
        }
        write();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    private void write() {
        try {
            writePending();
        } catch (IOException | RuntimeException e) {
            end();
        }
    }

    private synchronized void writePending() throws IOException {
        ServletOutputStream stream = out;
        if (stream == null || !started) {
            return;
        }
        Iterator<byte[]> frames = pending.values().iterator();
        while (!ended.isDone() && stream.isReady()) {
            if (frames.hasNext()) {
                byte[] frame = frames.next();
                frames.remove();
                pendingBytes -= frame.length;
                stream.write(frame);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                stream.flush();
            } else {
                return;
            }
        }
    }
}
