package io.tickvox.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recordings of the sources' APIs with their truth, which lie beside the repository; tests skip where they are absent. */
public final class Shared {
    public static final Instant OBSERVED = Instant.parse("2026-11-01T12:00:00Z");
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private Shared() {}

    /** The file or folder at {@code path}; the test is skipped if it is not there. */
    public static Path path(String path) {
        Path file = Path.of(System.getProperty("tickvox.shared", "../shared")).resolve(path);
        assumeTrue(Files.exists(file), () -> "Skipped: no shared data at " + file);
        return file;
    }

    /** All recordings of {@code source}, in the order of its index. */
    public static Stream<Recording> recordings(String source) {
        Path folder = path("contracts/" + source + "/samples");
        return StreamSupport.stream(
                        JSON.readTree(folder.resolve("index.json").toFile())
                                .path("recordings")
                                .spliterator(),
                        false)
                .map(entry -> new Recording(folder, entry));
    }

    /** What the standard mapper makes of {@code payload}. */
    public static List<Normalised> map(String source, String stream, byte[] payload) {
        List<Normalised> records = new ArrayList<>();
        Mappers.standard().map(Envelope.json(source, stream, OBSERVED, payload), "test:0:0", records::add);
        return records;
    }

    /** Those of {@code records} that are of {@code type}, checked to be all of them. */
    public static <T extends Normalised> List<T> all(List<Normalised> records, Class<T> type) {
        assertThat(records).allSatisfy(record -> assertThat(record).isInstanceOf(type));
        return records.stream().map(type::cast).toList();
    }

    /** Those of {@code records} that are of {@code type}. */
    public static <T extends Normalised> List<T> only(List<Normalised> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Checks {@code count} against its truth, where null and absence are one. */
    public static void assertCount(@Nullable Long count, JsonNode truth) {
        assertThat(count).isEqualTo(truth.isNumber() ? (Long) truth.longValue() : null);
    }

    /** One recorded answer of an API. */
    public record Recording(Path folder, JsonNode entry) {
        public String id() {
            return entry.path("id").asString();
        }

        public String kind() {
            return entry.path("kind").asString();
        }

        public byte[] bytes() {
            try {
                return Files.readAllBytes(folder.resolve(entry.path("file").asString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The payloads in the file: each line of a file of lines, else the whole. */
        public List<byte[]> payloads() {
            if (!entry.path("file").asString().endsWith(".jsonl")) {
                return List.of(bytes());
            }
            try (Stream<String> lines =
                    Files.lines(folder.resolve(entry.path("file").asString()))) {
                return lines.filter(line -> !line.isBlank())
                        .map(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public JsonNode truth() {
            Path file = folder.resolve("truth").resolve(id() + ".truth.json");
            return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        }
    }
}
