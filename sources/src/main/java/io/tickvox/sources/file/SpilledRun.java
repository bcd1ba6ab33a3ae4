package io.tickvox.sources.file;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sorted rows in a file of their own, packed with zstd; the file lives no longer than the replay. */
record SpilledRun(Path path, long rows) {
    private static final int LEVEL = 1;
    private static final int BUFFER_BYTES = 64 << 10;

    static SpilledRun write(Path path, Rows rows) throws IOException {
        long count = 0;
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(path), LEVEL), BUFFER_BYTES))) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                out.writeLong(row.time());
                out.writeInt(row.file());
                out.writeLong(row.line());
                out.writeByte(row.layout().code());
                out.writeLong(row.length());
                out.writeInt(row.payload().length);
                out.write(row.payload());
                count++;
            }
        }
        return new SpilledRun(path, count);
    }

    Rows open() throws IOException {
        return new Reader(
                new DataInputStream(
                        new BufferedInputStream(new ZstdInputStream(Files.newInputStream(path)), BUFFER_BYTES)),
                rows);
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader implements Rows {
        private final DataInputStream in;
        private long left;

        Reader(DataInputStream in, long rows) {
            this.in = in;
            this.left = rows;
        }

        @Override
        public @Nullable Row next() {
            if (left == 0) {
                return null;
            }
            left--;
            try {
                long time = in.readLong();
                int file = in.readInt();
                long line = in.readLong();
                Layout layout = Layout.ofCode(in.readByte());
                long length = in.readLong();
                byte[] payload = new byte[in.readInt()];
                in.readFully(payload);
                return new Row(time, file, line, layout, payload, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            left = 0;
            try {
                in.close();
            } catch (IOException e) {
                // Only read from, so nothing can be lost.
                left = 0;
            }
        }
    }
}
