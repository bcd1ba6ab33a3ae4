package io.tickvox.sources.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an endless answer, read by one thread at its own pace: at most {@link #WINDOW} pieces wait here, and while
 * they do the sender is held up by TCP. A line that is cut by the end is dropped. Silence, without so much as an empty
 * line, means that the connection is dead; a line that has begun may take a few times as long.
 */
public final class LineStream implements AutoCloseable {
    /** Pieces of some kilobytes that wait for the reader, at most. */
    static final int WINDOW = 64;

    /** How many times as long as a silence a line may take to come. */
    private static final int SILENCES_PER_LINE = 3;

    private record End(IOException reason) {}

    private final String host;
    private final Duration silence;
    private final Body body = new Body();
    /** Lists of buffers, and at the end an {@link End}; has room for all that was asked for and the end. */
    private final BlockingQueue<Object> received = new ArrayBlockingQueue<>(WINDOW + 2);

    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private volatile long heardAt = System.nanoTime();
    /** How long the reader has waited for the line that has begun. */
    private long waitedNanos;

    private volatile Flow.@Nullable Subscription subscription;

    LineStream(String host, Duration silence) {
        this.host = host;
        this.silence = silence;
    }

    BodySubscriber<byte[]> body() {
        return body;
    }

    /**
     * The next line without its end, empty for a sign of life; null if there is none within {@code wait}.
     *
     * @throws IOException if the other side has ended the answer, the connection broke, or nothing is heard any more; lines
     *     that came before are given first
     */
    public byte @Nullable [] next(Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            byte[] line = cut();
            if (line != null) {
                waitedNanos = 0;
                return line;
            }
            Object item = received.poll();
            if (item == null) {
                long now = System.nanoTime();
                long quiet = now - heardAt;
                if (quiet > silence.toNanos()) {
                    throw new IOException("Nothing heard from " + host + " for " + silence.toMillis() / 1000.0 + " s");
                }
                if (waitedNanos > SILENCES_PER_LINE * silence.toNanos()) {
                    throw new IOException("No whole line from " + host + " for "
                            + SILENCES_PER_LINE * silence.toMillis() / 1000.0 + " s");
                }
                long left = Math.min(deadline - now, silence.toNanos() - quiet + 1);
                item = received.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
                waitedNanos += System.nanoTime() - now;
                if (item == null && System.nanoTime() >= deadline) {
                    return null;
                }
            }
            if (item != null) {
                take(item);
            }
        }
    }

    private void take(Object item) throws IOException {
        if (item instanceof End end) {
            received.add(end);
            throw new IOException(end.reason().getMessage(), end.reason());
        }
        for (Object piece : (List<?>) item) {
            pieces.add((ByteBuffer) piece);
        }
        heardAt = System.nanoTime();
        Objects.requireNonNull(subscription, "the stream is not open yet").request(1);
    }

    /** The next whole line of what has come; null if there is none. */
    private byte @Nullable [] cut() throws IOException {
        for (ByteBuffer piece = pieces.peek(); piece != null; piece = pieces.peek()) {
            int length = 0;
            boolean found = false;
            for (int at = piece.position(); at < piece.limit() && !found; at++) {
                found = piece.get(at) == '\n';
                length += found ? 0 : 1;
            }
            byte[] part = new byte[length];
            piece.get(part);
            if (begun.size() + length > Web.MAX_ANSWER) {
                throw new IOException("Line of more than " + Web.MAX_ANSWER + " bytes from " + host);
            }
            if (found) {
                piece.get();
                begun.writeBytes(part);
                byte[] line = begun.toByteArray();
                begun.reset();
                return withoutReturn(line);
            }
            begun.writeBytes(part);
            pieces.remove();
        }
        return null;
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? java.util.Arrays.copyOf(line, line.length - 1) : line;
    }

    /** Ends the connection at once. */
    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private final class Body implements BodySubscriber<byte[]> {
        @Override
        public CompletionStage<byte[]> getBody() {
            return CompletableFuture.completedFuture(new byte[0]);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            heardAt = System.nanoTime();
            given.request(WINDOW);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            heardAt = System.nanoTime();
            received.add(buffers);
        }

        @Override
        public void onError(Throwable failure) {
            received.offer(new End(new IOException(Reasons.of(failure, host), failure)));
        }

        @Override
        public void onComplete() {
            received.offer(new End(new EOFException(host + " ended the stream")));
        }
    }
}
