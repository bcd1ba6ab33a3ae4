package io.tickvox.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a {@code tickvox.yaml}: keys nested by group or with dots, as {@code kafka: {port: 9092}} or
 * {@code kafka.port: 9092}; lists become texts with commas. Values keep the form in which they were written.
 */
final class YamlFile {
    /** A key with its value and place; a null value stands for "as if it were not there". */
    record Entry(String key, @Nullable String value, Origin origin) {}

    private final Path file;
    private final Consumer<Problem> problems;
    private final List<Entry> entries = new ArrayList<>();

    private YamlFile(Path file, Consumer<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static List<Entry> read(Path file, Consumer<Problem> problems) {
        YamlFile yaml = new YamlFile(file, problems);
        yaml.read();
        return yaml.entries;
    }

    private void read() {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
            if (root == null || isNull(root)) {
                return;
            }
            if (root instanceof MappingNode mapping) {
                walk("", mapping);
            } else {
                problems.accept(new Problem("Invalid file: expected keys and values", at(root)));
            }
        } catch (CharacterCodingException e) {
            problems.accept(
                    new Problem("Cannot read the settings: the file is not UTF-8", new Origin(file.toString())));
        } catch (NoSuchFileException e) {
            problems.accept(
                    new Problem("Cannot read the settings: there is no such file", new Origin(file.toString())));
        } catch (AccessDeniedException e) {
            problems.accept(new Problem("Cannot read the settings: it is not allowed", new Origin(file.toString())));
        } catch (IOException e) {
            problems.accept(new Problem("Cannot read the settings: " + e.getMessage(), new Origin(file.toString())));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.accept(new Problem("Invalid YAML: " + e.getProblem(), new Origin(file + ":" + line)));
        } catch (YAMLException e) {
            problems.accept(new Problem("Invalid YAML: " + e.getMessage(), new Origin(file.toString())));
        }
    }

    private void walk(String prefix, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.accept(new Problem("Invalid key: expected a name", at(tuple.getKeyNode())));
                continue;
            }
            String key = prefix + name.getValue();
            Node value = tuple.getValueNode();
            if (value instanceof MappingNode group) {
                walk(key + ".", group);
            } else if (value instanceof SequenceNode sequence) {
                entries.add(new Entry(key, joined(key, sequence), at(name)));
            } else if (value instanceof ScalarNode scalar) {
                entries.add(new Entry(key, isNull(scalar) ? null : scalar.getValue(), at(name)));
            }
        }
    }

    private String joined(String key, SequenceNode sequence) {
        List<String> values = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            if (node instanceof ScalarNode scalar) {
                values.add(scalar.getValue());
            } else {
                problems.accept(new Problem("Invalid " + key + ": expected a list of plain values", at(node)));
            }
        }
        return String.join(",", values);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty());
    }

    private Origin at(Node node) {
        return new Origin(file + ":" + (node.getStartMark().getLine() + 1));
    }
}
