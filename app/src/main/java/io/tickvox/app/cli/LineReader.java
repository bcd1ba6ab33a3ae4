package io.tickvox.app.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines as bytes, so that each can be judged alone whatever its encoding. Ends: LF or CR LF; the last may lack it. */
final class LineReader {
    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line without its end; null after the last. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            line.write(c);
            c = in.read();
        }
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        return c == '\n' && length > 0 && bytes[length - 1] == '\r'
                ? java.util.Arrays.copyOf(bytes, length - 1)
                : bytes;
    }

    /** Whether more can be read without waiting. */
    boolean ready() throws IOException {
        return in.available() > 0;
    }
}
