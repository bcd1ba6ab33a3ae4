package io.tickvox.text.training;

import io.tickvox.text.training.LabelledText.Stance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the labelled sets and the unlabelled posts of a data folder. */
final class LabelledData {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SLICE = "stocknet/posts_dev_2013-12-31_2015-06-30.jsonl.gz";
    private static final String STOCKTWITS = "labelled/stocktwits_amoooma.jsonl";

    private LabelledData() {}

    /** Labels of post and ticker pairs, four classes: those of the data folder, and more that come with Tickvox. */
    static List<LabelledText> stance(Path data) throws IOException {
        Map<String, String> texts = new HashMap<>();
        forEachRow(
                data.resolve(SLICE),
                row -> texts.put("stocknet:" + row.path("id_str").asString(), text(row)));
        forEachRow(
                data.resolve(STOCKTWITS),
                row -> texts.put("stocktwits:" + row.path("id").asString(), text(row)));
        forEachRow(
                data.resolve("labelled/taborda_texts.jsonl"),
                row -> texts.put("taborda:" + row.path("id").asString(), text(row)));
        List<LabelledText> rows = new ArrayList<>();
        addPairs(DataSet.STANCE, Files.readAllLines(data.resolve("labelled/stance_labels.tsv")), texts, rows);
        addPairs(DataSet.MORE, ShippedTexts.lines("labels.tsv"), texts, rows);
        addPairs(DataSet.DIRECTIONS, ShippedTexts.lines("directions.tsv"), texts, rows);
        return rows;
    }

    private static void addPairs(DataSet set, List<String> lines, Map<String, String> texts, List<LabelledText> rows) {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            String id = fields[0] + ":" + fields[1];
            String text = texts.get(id);
            if (text != null) {
                rows.add(new LabelledText(set, id, text, symbol(fields[2]), null, List.of(), of(fields[3])));
            }
        }
    }

    private static @Nullable String symbol(String written) {
        return written.equals("?") ? null : written;
    }

    /** A set of whole texts with one label each. */
    static List<LabelledText> plain(Path data, DataSet set, String file) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        forEachRow(data.resolve(file), row -> {
            Stance label = find(row.path("label").asString());
            if (label != null) {
                rows.add(new LabelledText(set, row.path("id").asString(), text(row), null, null, List.of(), label));
            }
        });
        return rows;
    }

    /** Headlines: a row for each entity that has a label. */
    static List<LabelledText> sentfin(Path data) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        forEachRow(data.resolve("labelled/sentfin_dev.jsonl"), row -> {
            List<String> names = new ArrayList<>();
            row.path("entities").forEach(entity -> names.add(entity.path("name").asString()));
            for (JsonNode entity : row.path("entities")) {
                String name = entity.path("name").asString();
                Stance label = find(entity.path("label").asString());
                if (label != null) {
                    List<String> others =
                            names.stream().filter(n -> !n.equals(name)).toList();
                    rows.add(new LabelledText(
                            DataSet.SENTFIN, row.path("id").asString(), text(row), null, name, others, label));
                }
            }
        });
        return rows;
    }

    /** The posts of the stocknet slice as recorded, with repetitions. */
    static void forEachPost(Path data, Consumer<JsonNode> consumer) throws IOException {
        forEachRow(data.resolve(SLICE), consumer);
    }

    /** Every distinct text of the folder, labelled or not. */
    static void forEachText(Path data, Consumer<String> consumer) throws IOException {
        Set<String> seen = new HashSet<>();
        for (String file : List.of(
                SLICE,
                STOCKTWITS,
                "labelled/zeroshot_train.jsonl",
                "labelled/sentfin_dev.jsonl",
                "labelled/taborda_texts.jsonl")) {
            forEachRow(data.resolve(file), row -> {
                String text = text(row);
                if (seen.add(text)) {
                    consumer.accept(text);
                }
            });
        }
    }

    private static String text(JsonNode row) {
        return row.path("text").asString();
    }

    private static Stance of(String label) {
        return Stance.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Stance find(String label) {
        return switch (label) {
            case "positive", "neutral", "negative", "noise" -> of(label);
            default -> null;
        };
    }

    private static void forEachRow(Path file, Consumer<JsonNode> consumer) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(JSON.readTree(line));
            }
        }
    }
}
