package io.tickvox.testkit.fake;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes an endless answer line by line, with an empty line as a sign of life where there is nothing to say. */
final class FakeLines {
    /** What can go wrong with it, beside what can with any answer. */
    static final Set<Fault> FAULTS =
            Set.of(Fault.DISCONNECT_MID_RECORD, Fault.STALL, Fault.DUPLICATES, Fault.REORDERED);

    private static final int BEFORE_FAULT = 2;
    private static final int LIFE_MILLIS = 50;

    /** What is to be said. */
    interface Lines {
        /** The next line; null if there is none now. */
        @Nullable
        String next();
    }

    private FakeLines() {}

    /**
     * Answers with {@code lines} until the other side goes away or the fault ends it.
     *
     * @param lock guards {@code lines}, and is notified when there are more
     */
    static void write(Exchange exchange, @Nullable Fault fault, Object lock, Lines lines) throws IOException {
        Chunks chunks = exchange.chunks(Map.of("Content-Type", "application/json"));
        int sent = 0;
        String held = null;
        while (true) {
            String line = next(lock, lines, held == null);
            if (line != null && held == null && fault == Fault.REORDERED) {
                held = line;
                continue;
            }
            if (sent >= BEFORE_FAULT && fault == Fault.STALL) {
                exchange.stall();
                return;
            }
            if (line != null && sent >= BEFORE_FAULT && fault == Fault.DISCONNECT_MID_RECORD) {
                chunks.breakWithin(line + "\r\n");
                return;
            }
            if (line != null) {
                chunks.send(line + "\r\n" + (fault == Fault.DUPLICATES ? line + "\r\n" : ""));
                sent++;
            } else {
                chunks.send("\r\n");
            }
            if (held != null) {
                chunks.send(held + "\r\n");
                held = null;
                sent++;
            }
        }
    }

    private static @Nullable String next(Object lock, Lines lines, boolean mayWait) throws IOException {
        synchronized (lock) {
            String line = lines.next();
            if (line == null && mayWait) {
                try {
                    lock.wait(LIFE_MILLIS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return line;
        }
    }
}
