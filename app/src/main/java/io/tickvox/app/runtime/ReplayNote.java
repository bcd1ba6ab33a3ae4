package io.tickvox.app.runtime;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.kafka.StartOffsets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What stood where when a replay first began: the topics' ends, and the tables' totals. Kept in a file. */
final class ReplayNote {
    private final Path file;

    ReplayNote(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    void write(StartOffsets start, TableTotals totals) throws IOException {
        Properties properties = new Properties();
        start.offsets().forEach((channel, offsets) -> {
            for (int i = 0; i < offsets.size(); i++) {
                properties.setProperty(channel + "." + i, offsets.get(i).toString());
            }
        });
        long[] numbers = {
            totals.posts(),
            totals.rejected(),
            totals.rejectedPosts(),
            totals.mentions(),
            totals.noise(),
            totals.sentimentBars(),
            totals.priceBars()
        };
        for (int i = 0; i < numbers.length; i++) {
            properties.setProperty("total." + i, Long.toString(numbers[i]));
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            properties.store(out, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    StartOffsets start() throws IOException {
        Properties properties = load();
        Map<Channel, List<Long>> offsets = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            List<Long> of = new ArrayList<>();
            for (String text = properties.getProperty(channel + ".0");
                    text != null;
                    text = properties.getProperty(channel + "." + of.size())) {
                of.add(Long.parseLong(text));
            }
            offsets.put(channel, of);
        }
        return new StartOffsets(offsets);
    }

    TableTotals totals() throws IOException {
        Properties properties = load();
        long[] numbers = new long[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(properties.getProperty("total." + i, "0"));
        }
        return new TableTotals(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    private Properties load() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
