package io.tickvox.text.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated files with a header line, quoted as in RFC 4180, one record a line. */
final class Csv {
    private Csv() {}

    /** The records without the header; each has as many fields as the header. */
    static List<List<String>> read(Path file) throws IOException {
        List<List<String>> records = new ArrayList<>();
        int fields = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> record = parse(line);
            if (fields == 0) {
                fields = record.size();
            } else if (record.size() == fields) {
                records.add(record);
            }
        }
        return records;
    }

    static List<String> parse(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
