package io.tickvox.app.cli;

import com.github.luben.zstd.ZstdInputStream;
import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Cuts files into payloads and writes what the mappers make of them. */
final class Normalising {
    private final String source;
    private final @Nullable String stream;
    private final Clock clock;
    private final RecordWriter records;
    private final Mapper mapper = Mappers.standard();

    /** @param stream layout of all payloads; null to tell it from each payload's form */
    Normalising(String source, @Nullable String stream, Clock clock, RecordWriter records) {
        this.source = source;
        this.stream = stream;
        this.clock = clock;
        this.records = records;
    }

    /**
     * Reads one file.
     *
     * @param name how the file is named in the records
     * @throws TickvoxException {@code FILE_NOT_FOUND} or {@code FILE_UNREADABLE}
     */
    void read(Path name, Path file) {
        try (InputStream in = decompressed(file)) {
            read(name.toString(), in);
        } catch (NoSuchFileException e) {
            throw new TickvoxException(ErrorCode.FILE_NOT_FOUND, "Cannot find file '" + name + "'", e);
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE, "Cannot read file '" + name + "': " + e.getMessage(), e);
        }
    }

    private static InputStream decompressed(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        String name = file.toString();
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in);
        }
        return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
    }

    void read(String name, InputStream in) throws IOException {
        String plain = name.replaceFirst("\\.(gz|zst)$", "");
        if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
            lines(name, in);
            return;
        }
        byte[] whole = in.readNBytes(Mappers.MAX_PAYLOAD + 1);
        if (source.equals("file")) {
            rows(name, whole);
        } else if (PayloadForm.isLines(whole)) {
            lines(name, new java.io.SequenceInputStream(new ByteArrayInputStream(whole), in));
        } else {
            map(name, name, whole);
        }
    }

    private void lines(String name, InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        long number = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            number++;
            map(name, name + ":" + number, line);
        }
    }

    /** Each row of a table of prices is a payload of its own, with the header before it. */
    private void rows(String name, byte[] whole) throws IOException {
        LineReader lines = new LineReader(new ByteArrayInputStream(whole));
        byte[] header = lines.next();
        long number = 1;
        for (byte[] line = lines.next(); header != null && line != null; line = lines.next()) {
            number++;
            String row = new String(header, StandardCharsets.ISO_8859_1) + "\n"
                    + new String(line, StandardCharsets.ISO_8859_1);
            map(name, name + ":" + number, row.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void map(String name, String position, byte[] payload) {
        Envelope envelope = new Envelope(
                source,
                stream != null ? stream : PayloadForm.stream(source, payload),
                clock.instant(),
                source.equals("file") ? Envelope.CSV : Envelope.JSON,
                payload,
                position);
        mapper.map(
                envelope, position, record -> NormalisedRecord.of(record, name).ifPresent(records::write));
    }
}
