package io.tickvox.sources.file;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, as they stand in it. Blank lines are no rows. Where the file turns out damaged the rows end, with
 * the last whole line before, and {@link #problem} says so. A line whose time cannot be read has that of the line before.
 */
abstract class FileRows implements Rows {
    /** 2000-01-01: what is older is no time but a field left at zero. */
    private static final long EARLIEST = 946_684_800_000L;

    private final InputFile file;
    private final InputFile.ByteCount raw = new InputFile.ByteCount();
    private @Nullable InputStream in;
    private @Nullable Lines lines;
    private @Nullable TickvoxException problem;
    private long time = EventTimes.NONE;
    private boolean ended;

    FileRows(InputFile file) {
        this.file = file;
    }

    /** The row that {@code line} makes, or null if it is not to land. */
    abstract @Nullable Row row(byte[] line, long number, long length);

    /** The next line's bytes, or null at the end. */
    byte @Nullable [] nextLine(Lines from) throws IOException {
        return from.next();
    }

    @Override
    public final @Nullable Row next() {
        try {
            while (!ended) {
                Lines open = lines();
                byte[] line = nextLine(open);
                if (line == null) {
                    ended = true;
                } else if (!blank(line)) {
                    Row row = row(line, open.number(), open.length());
                    if (row != null) {
                        return row;
                    }
                }
            }
        } catch (IOException e) {
            ended = true;
            problem = damaged(e);
        }
        return null;
    }

    /** What ended the rows before the file's end, or null. */
    final @Nullable TickvoxException problem() {
        return problem;
    }

    /** Bytes read of the file itself. */
    final long bytesRead() {
        return raw.value();
    }

    final InputFile file() {
        return file;
    }

    /** {@code read}, or the time of the line before if that is no time a post can have. */
    final long timeOr(long read, long latest) {
        if (read >= EARLIEST && read <= latest) {
            time = read;
        }
        return time;
    }

    private Lines lines() throws IOException {
        Lines open = lines;
        if (open == null) {
            in = file.open(raw);
            open = new Lines(in);
            lines = open;
        }
        return open;
    }

    private TickvoxException damaged(IOException e) {
        long line = lines == null ? 0 : lines.number();
        String packed =
                switch (file.compression()) {
                    case NONE -> "";
                    case GZIP -> " of gzip data";
                    case ZSTD -> " of zstd data";
                };
        return new TickvoxException(
                ErrorCode.FILE_UNREADABLE,
                "Cannot read '" + file.path() + "' to its end: it is cut off or damaged after line " + line
                        + ", at byte "
                        + raw.value() + packed + " (" + e.getMessage()
                        + "). The lines before have landed; fetch the file again and replay it to land the rest",
                e);
    }

    @Override
    public final void close() {
        InputStream open = in;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing was written, so nothing can be lost.
                ended = true;
            }
        }
        ended = true;
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
