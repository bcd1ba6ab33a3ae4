package io.tickvox.text.training;

import io.tickvox.text.training.LabelledText.Stance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/*
 * written.tsv: a text, then for each company that it speaks of a label and the piece of the text that stands for the company, all parted
 * by tabs ("Nike slips as Adidas gains	n:Nike	p:Adidas"). The letters are those of the labelling guide: p, n, u (neutral), x (noise);
 * "?" stands for the text as a whole.
 */

/** The labelled data that come with Tickvox. */
final class ShippedTexts {
    private static final String WHOLE = "?";

    private ShippedTexts() {}

    /** Texts that were written for training: a row for each label. */
    static List<LabelledText> written() throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        for (String line : lines("written.tsv")) {
            String[] fields = line.split("\t");
            String id = "written:" + fields[0];
            List<String> names = Arrays.stream(fields)
                    .skip(1)
                    .map(field -> field.substring(2))
                    .toList();
            boolean tagged = names.stream().allMatch(name -> name.startsWith("$") || name.equals(WHOLE));
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                Stance label = label(fields[i + 1].charAt(0));
                if (name.equals(WHOLE)) {
                    rows.add(new LabelledText(DataSet.WRITTEN, id, fields[0], null, null, List.of(), label));
                } else if (tagged) {
                    rows.add(new LabelledText(
                            DataSet.WRITTEN, id, fields[0], name.substring(1), null, List.of(), label));
                } else {
                    List<String> others = names.stream()
                            .filter(other -> !other.equals(name) && !other.equals(WHOLE))
                            .toList();
                    rows.add(new LabelledText(DataSet.WRITTEN, id, fields[0], null, name, others, label));
                }
            }
        }
        return rows;
    }

    private static Stance label(char letter) {
        return switch (letter) {
            case 'p' -> Stance.POSITIVE;
            case 'n' -> Stance.NEGATIVE;
            case 'u' -> Stance.NEUTRAL;
            case 'x' -> Stance.NOISE;
            default ->
                throw new IllegalStateException("Invalid label '" + letter + "' in written.tsv: expected p, n, u or x");
        };
    }

    /** The lines of a file beside this class. */
    static List<String> lines(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ShippedTexts.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
