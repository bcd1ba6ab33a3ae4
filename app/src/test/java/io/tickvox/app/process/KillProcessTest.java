package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillProcessTest {
    private static final int KILLS = 3;
    private static final int POSTS = 6_000;
    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "F", "KO", "XOM");
    private static final List<String> TABLES = List.of("post", "mention", "sentiment_bar", "price_bar", "rejection");

    /** Columns that tell when a row was seen or written, and so differ from run to run. */
    private static final List<String> OF_THE_RUN = List.of("observed_at", "updated_at", "revised_at");

    private static final DateTimeFormatter STATUS_TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.US).withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void tablesAreTheSameHoweverOftenItIsKilled() throws Exception {
        Path posts = Files.write(folder.resolve("posts.jsonl"), posts());
        Path prices = Files.write(folder.resolve("prices.csv"), prices());
        Path killed = folder.resolve("killed");
        for (int i = 0; i < KILLS; i++) {
            int checkpoint = newestCheckpoint(killed) + i;
            try (TickvoxProcess replay = replay(posts, prices, killed, "600")) {
                Path notes = killed.resolve("replay");
                await().atMost(Duration.ofMinutes(4)).until(() -> hasFile(notes, ".properties"));
                await().atMost(Duration.ofMinutes(4)).until(() -> newestCheckpoint(killed) >= checkpoint);
                assertThat(replay.isAlive()).isTrue();
                replay.signal("KILL");
                assertThat(replay.exitCode()).isEqualTo(137);
            }
        }
        String summary = finish(posts, prices, killed);
        assertThat(StackProcessTest.processesOn(killed)).isEmpty();

        Path whole = folder.resolve("whole");
        String expected = finish(posts, prices, whole);

        assertThat(figures(summary)).isEqualTo(figures(expected)).contains("\"landed\":" + POSTS);
        for (String table : TABLES) {
            assertThat(export(table, killed)).as(table).isNotEmpty().isEqualTo(export(table, whole));
        }
    }

    private String finish(Path posts, Path prices, Path data) throws Exception {
        try (TickvoxProcess replay = replay(posts, prices, data, "max")) {
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            return replay.out();
        }
    }

    private TickvoxProcess replay(Path posts, Path prices, Path data, String speed) throws IOException {
        return TickvoxProcess.start(
                folder,
                "replay",
                "--posts",
                posts.toString(),
                "--prices",
                prices.toString(),
                "--data-dir",
                data.toString(),
                "--speed",
                speed,
                "--flink-checkpoint-interval",
                "1s",
                "--no-server",
                "-o",
                "json");
    }

    private List<String> export(String table, Path data) throws Exception {
        try (TickvoxProcess export = TickvoxProcess.start(folder, "export", table, "--data-dir", data.toString())) {
            assertThat(export.exitCode()).as(export.err()).isZero();
            return withoutColumnsOfTheRun(export.out().lines().toList());
        }
    }

    /** No cell of these tables holds a comma or a line's end but in quotes, which stay whole here. */
    private static List<String> withoutColumnsOfTheRun(List<String> lines) {
        List<String> header = cells(lines.get(0));
        List<Integer> kept = IntStream.range(0, header.size())
                .filter(i -> !OF_THE_RUN.contains(header.get(i)))
                .boxed()
                .toList();
        return lines.stream()
                .map(line -> {
                    List<String> cells = cells(line);
                    return kept.stream().map(cells::get).collect(Collectors.joining(","));
                })
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
    }

    /** The summary without its times. */
    private static String figures(String summary) {
        return summary.replaceFirst(",\"seconds\".*", "");
    }

    /** Number of the newest complete checkpoint or savepoint; 0 if there is none. */
    private static int newestCheckpoint(Path data) throws IOException {
        Path checkpoints = data.resolve("flink/checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(checkpoints, 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(file -> file.getParent().getFileName().toString())
                    .filter(name -> name.startsWith("chk-"))
                    .mapToInt(name -> Integer.parseInt(name.substring("chk-".length())))
                    .max()
                    .orElse(0);
        } catch (UncheckedIOException e) {
            // Old checkpoints go while the folder is read.
            return 0;
        }
    }

    private static boolean hasFile(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(end));
        }
    }

    /** Posts of two hours, some twice, some with the same text, some unreadable. */
    private static List<String> posts() {
        SplittableRandom random = new SplittableRandom(7);
        Instant start = Instant.parse("2014-03-04T14:00:00Z");
        List<String> lines = new ArrayList<>();
        for (int i = 0; lines.size() < POSTS; i++) {
            String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            String text = random.nextInt(10) == 0
                    ? "Everybody buys $" + symbol + " today, and so do I, before the close"
                    : "Note " + i + " on $" + symbol + ": " + (random.nextBoolean() ? "great results" : "weak demand");
            String line = "{\"created_at\":\"%s\",\"id_str\":\"%d\",\"text\":\"%s\",\"user\":{\"id_str\":\"%d\"}}"
                    .formatted(
                            STATUS_TIME.format(start.plusMillis(i * 7_200_000L / POSTS)),
                            1_000_000L + i,
                            text,
                            random.nextInt(300));
            lines.add(line);
            if (random.nextInt(20) == 0) {
                lines.add(line);
            }
            if (random.nextInt(500) == 0) {
                lines.add(line.substring(0, line.length() / 2));
            }
        }
        return lines.subList(0, POSTS);
    }

    private static List<String> prices() {
        List<String> lines = new ArrayList<>(List.of("ticker,date,open,high,low,close,adj_close,volume"));
        for (String symbol : SYMBOLS) {
            for (int day = 3; day <= 7; day++) {
                lines.add("%s,2014-03-%02d,10.0,11.0,9.0,10.%d,10.0,1000".formatted(symbol, day, day));
            }
        }
        return lines;
    }
}
