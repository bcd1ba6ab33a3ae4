package io.tickvox.sources.file;

import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.ReplayPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Files to replay, and replays of them, as tests want them. */
final class Replays {
    static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final DateTimeFormatter V1 = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Replays() {}

    static ReplayPlan posts(Path work, Path... files) {
        return new ReplayPlan(List.of(files), List.of(), Set.of(), Speed.max(), work);
    }

    static ReplayPlan prices(Path work, Set<String> symbols, Path... files) {
        return new ReplayPlan(List.of(), List.of(files), symbols, Speed.max(), work);
    }

    static ReplayResult land(ReplayPlan plan, PartitionedLanding landing) {
        return FileReplay.open(plan, CLOCK, Pacer.system()).land(landing, ReplayPosition.start("run"), progress -> {});
    }

    /** A post of X API v1.1 written at {@code at}. */
    static String post(long id, Instant at) {
        return "{\"created_at\":\"" + V1.format(at) + "\",\"id_str\":\"" + id + "\",\"text\":\"$AAPL up\"}";
    }

    static Path file(Path path, String... lines) {
        return file(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Path file(Path path, byte[] bytes) {
        try {
            return Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
