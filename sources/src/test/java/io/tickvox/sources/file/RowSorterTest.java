package io.tickvox.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowSorterTest {
    private static final int ROWS = 5_000;

    @TempDir
    private Path directory;

    @Test
    void sortsWhatFitsInMemoryWithoutTouchingTheDisk() throws IOException {
        assertThat(sort(1 << 30, 8)).isEqualTo(sorted());
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void sortsWhatDoesNotFitThroughRunsOnDisk() {
        assertThat(sort(100_000, 64)).isEqualTo(sorted());
    }

    @Test
    void mergesRunsInStepsWhereTheyAreMoreThanMayBeOpen() {
        assertThat(sort(10_000, 3)).isEqualTo(sorted());
    }

    @Test
    void leavesNothingBehind() throws IOException {
        sort(10_000, 3);
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void clearsWhatAKilledReplayLeft() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("replay-123")).resolve("run-0"), "left");
        new SpillDirectory(directory).close();
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private List<String> sort(long memory, int fanIn) {
        try (SpillDirectory spill = new SpillDirectory(directory)) {
            RowSorter sorter = new RowSorter(spill, memory, fanIn);
            rows().forEach(sorter::add);
            List<String> sorted = new ArrayList<>();
            try (Rows rows = sorter.sorted()) {
                for (Row row = rows.next(); row != null; row = rows.next()) {
                    sorted.add(text(row));
                }
            }
            return sorted;
        }
    }

    private static List<String> sorted() {
        return rows().stream()
                .sorted(Comparator.comparingLong(Row::time)
                        .thenComparingInt(Row::file)
                        .thenComparingLong(Row::line))
                .map(RowSorterTest::text)
                .toList();
    }

    private static List<Row> rows() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            Layout layout = Layout.values()[random.nextInt(Layout.values().length)];
            rows.add(new Row(random.nextInt(100), random.nextInt(3), i, layout, payload, payload.length));
        }
        return rows;
    }

    private static String text(Row row) {
        return row.time() + " " + row.file() + " " + row.line() + " " + row.layout() + " " + row.length() + " "
                + java.util.HexFormat.of().formatHex(row.payload());
    }
}
