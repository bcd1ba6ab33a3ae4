package io.tickvox.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output. Throws {@link BrokenPipeException} once nobody reads it any more; closing it flushes and no more. */
final class DataOutput extends FilterOutputStream {
    DataOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void attempt(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException e) {
            String text = String.valueOf(e.getMessage());
            if (text.contains("Broken pipe") || text.contains("Pipe closed") || text.contains("Pipe broken")) {
                throw new BrokenPipeException(e);
            }
            throw e;
        }
    }
}
