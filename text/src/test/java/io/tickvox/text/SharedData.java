package io.tickvox.text;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data beside the repository; tests that need it are reported as skipped where it is absent. */
public final class SharedData {
    private static final JsonMapper JSON = new JsonMapper();

    private SharedData() {}

    /** A file or folder under the shared data; skips the test if it is absent. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("tickvox.shared", "../../shared"), "data", relative);
        assumeThat(Files.exists(path)).as("needs the shared data: %s", path).isTrue();
        return path;
    }

    /** Every row of the stocknet slice, as recorded. */
    public static void forEachStocknetPost(Consumer<JsonNode> consumer) {
        Path path = path("stocknet/posts_dev_2013-12-31_2015-06-30.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
