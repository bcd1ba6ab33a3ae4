package io.tickvox.app.cli;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Standard output as UTF-8 text, buffered. Throws {@link BrokenPipeException} once nobody reads it any more, and
 * {@link UncheckedIOException} if it fails otherwise, so that no output is ever lost in silence.
 */
final class TextOutput implements Closeable {
    private final Writer writer;

    TextOutput(OutputStream out) {
        writer = new BufferedWriter(new OutputStreamWriter(new DataOutput(out), StandardCharsets.UTF_8), 1 << 16);
    }

    void print(CharSequence text) {
        attempt(() -> writer.append(text));
    }

    void println(CharSequence text) {
        attempt(() -> writer.append(text).append('\n'));
    }

    void flush() {
        attempt(writer::flush);
    }

    /** Flushes; the stream below stays open. */
    @Override
    public void close() {
        flush();
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void attempt(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to standard output: " + e.getMessage(), e);
        }
    }
}
