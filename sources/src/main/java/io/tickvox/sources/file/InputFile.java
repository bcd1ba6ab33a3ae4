package io.tickvox.sources.file;

import com.github.luben.zstd.ZstdInputStream;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file to replay: plain, gzip or zstd, which its first bytes tell and not its name.
 *
 * @param index its place among the replay's files, from 0
 * @param size in bytes
 * @param digest eight hexadecimal digits that tell it from other files of its name: from SHA-256 over its size and first
 *     64 KiB
 */
record InputFile(Path path, int index, long size, String digest, Compression compression) {
    /** How the bytes are packed. */
    enum Compression {
        NONE,
        GZIP,
        ZSTD
    }

    private static final int HEAD_BYTES = 64 << 10;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int DIGEST_BYTES = 4;
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int ZSTD_MAGIC = 0x28B52FFD;

    /** @throws TickvoxException if there is no such file, or it cannot be read */
    static InputFile of(Path path, int index) {
        if (Files.isDirectory(path)) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot replay '" + path + "': it is a directory. Name the files in it, for example '" + path
                            + "/*'");
        }
        try (InputStream in = Files.newInputStream(path)) {
            long size = Files.size(path);
            byte[] head = in.readNBytes(HEAD_BYTES);
            return new InputFile(path, index, size, digest(head, size), compression(head));
        } catch (NoSuchFileException e) {
            throw new TickvoxException(ErrorCode.FILE_NOT_FOUND, "Cannot find file '" + path + "'. Check the path", e);
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read '" + path + "': " + e.getMessage() + ". Check that you may read it",
                    e);
        }
    }

    /** Its bytes, unpacked; {@code raw} counts what is read of the file itself. */
    InputStream open(ByteCount raw) throws IOException {
        InputStream in = new BufferedInputStream(new CountedInputStream(Files.newInputStream(path), raw), BUFFER_BYTES);
        try {
            return switch (compression) {
                case NONE -> in;
                case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
                case ZSTD -> new ZstdInputStream(in);
            };
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** What a line's position begins with: the name and the digest. */
    String positionPrefix() {
        return name() + '@' + digest + ':';
    }

    private static Compression compression(byte[] head) {
        if (head.length >= 2 && (ByteBuffer.wrap(head).getShort() & 0xFFFF) == GZIP_MAGIC) {
            return Compression.GZIP;
        }
        return head.length >= 4 && ByteBuffer.wrap(head).getInt() == ZSTD_MAGIC ? Compression.ZSTD : Compression.NONE;
    }

    private static String digest(byte[] head, long size) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
            return HexFormat.of().formatHex(sha.digest(head), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A running number of bytes. */
    static final class ByteCount {
        private long value;

        long value() {
            return value;
        }
    }

    private static final class CountedInputStream extends InputStream {
        private final InputStream in;
        private final ByteCount count;

        CountedInputStream(InputStream in, ByteCount count) {
            this.in = in;
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count.value += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count.value += Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
