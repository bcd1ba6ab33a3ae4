package io.tickvox.sources.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket read by one thread at its own pace: at most {@link #WINDOW} messages wait here, of {@link #MOST_WAITING} bytes
 * and one more message, and while they do the sender is held up by TCP. Pings go out while the other side is silent; if not even those are answered, the socket is dead.
 */
public final class Socket implements AutoCloseable {
    /** Messages that wait for the reader, at most. */
    static final int WINDOW = 512;

    /** Bytes of messages that wait for the reader, from which on no more are asked for. */
    static final int MOST_WAITING = 2 * Web.MAX_ANSWER;

    private static final int PINGS_PER_SILENCE = 3;

    /**
     * A message.
     *
     * @param bytes as received; text in UTF-8
     */
    public record Frame(byte[] bytes, boolean binary) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private record End(IOException reason) {}

    private final String host;
    private final Duration silence;
    private final Waiting waiting = new Waiting();
    /** Frames, and at the end an {@link End}; has room for all frames that were asked for and the end. */
    private final BlockingQueue<Object> received = new ArrayBlockingQueue<>(WINDOW + 2);

    private volatile long heardAt = System.nanoTime();
    private long pingedAt = heardAt;
    private @Nullable WebSocket socket;

    Socket(String host, Duration silence) {
        this.host = host;
        this.silence = silence;
    }

    void attach(WebSocket opened) {
        socket = opened;
        heardAt = System.nanoTime();
    }

    WebSocket.Listener listener() {
        return new Listener();
    }

    /**
     * The next message; null if there is none within {@code wait}.
     *
     * @throws IOException if the other side has closed, the connection broke, or nothing is heard any more; messages that
     *     came before are given first
     */
    public @Nullable Frame next(Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        Object item = received.poll();
        while (item == null) {
            expectLife();
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            item = received.poll(Math.min(left, silence.toNanos() / PINGS_PER_SILENCE), TimeUnit.NANOSECONDS);
        }
        if (item instanceof End end) {
            received.add(end);
            throw new IOException(end.reason().getMessage(), end.reason());
        }
        heardAt = System.nanoTime();
        Frame frame = (Frame) item;
        if (waiting.leaves(frame)) {
            opened().request(1);
        }
        return frame;
    }

    private void expectLife() throws IOException {
        long now = System.nanoTime();
        if (now - heardAt > silence.toNanos()) {
            throw new IOException("Nothing heard from " + host + " for " + silence.toMillis() / 1000.0 + " s");
        }
        long pause = silence.toNanos() / PINGS_PER_SILENCE;
        if (now - heardAt > pause && now - pingedAt > pause) {
            pingedAt = now;
            opened().sendPing(ByteBuffer.allocate(0));
        }
    }

    /** Sends a text message and waits until it is on its way. */
    public void send(String text) throws IOException, InterruptedException {
        try {
            opened().sendText(text, true).get(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("Cannot send to " + host + ": " + Reasons.of(e, host), e);
        }
    }

    /** Ends the connection at once. */
    @Override
    public void close() {
        opened().abort();
    }

    private WebSocket opened() {
        return Objects.requireNonNull(socket, "the socket is not open yet");
    }

    private void end(IOException reason) {
        received.offer(new End(reason));
    }

    /** How much waits for the reader; one message at a time is asked for, unless that is too much. */
    private static final class Waiting {
        private int frames;
        private long bytes;
        private boolean isHeld;

        /** Whether the next message is to be asked for. */
        synchronized boolean comes(Frame frame) {
            frames++;
            bytes += frame.bytes().length;
            isHeld = isFull();
            return !isHeld;
        }

        /** Whether the next message is to be asked for. */
        synchronized boolean leaves(Frame frame) {
            frames--;
            bytes -= frame.bytes().length;
            boolean resumes = isHeld && !isFull();
            isHeld &= !resumes;
            return resumes;
        }

        private boolean isFull() {
            return frames >= WINDOW || bytes >= MOST_WAITING;
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heardAt = System.nanoTime();
            text.append(part);
            if (text.length() > Web.MAX_ANSWER) {
                tooLarge(from);
            } else if (last) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                text.setLength(0);
                if (bytes.length > Web.MAX_ANSWER) {
                    tooLarge(from);
                } else {
                    deliver(new Frame(bytes, false), from);
                }
            } else {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            heardAt = System.nanoTime();
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (binary.size() > Web.MAX_ANSWER) {
                tooLarge(from);
            } else if (last) {
                Frame frame = new Frame(binary.toByteArray(), true);
                binary.reset();
                deliver(frame, from);
            } else {
                from.request(1);
            }
            return null;
        }

        private void deliver(Frame frame, WebSocket from) {
            boolean wantsMore = waiting.comes(frame);
            received.add(frame);
            if (wantsMore) {
                from.request(1);
            }
        }

        private void tooLarge(WebSocket from) {
            end(new IOException("Message of more than " + Web.MAX_ANSWER + " bytes from " + host));
            from.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heardAt = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heardAt = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(new EOFException(host + " closed the socket: " + code + (reason.isEmpty() ? "" : " " + reason)));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            end(new IOException(Reasons.of(failure, host), failure));
        }
    }
}
