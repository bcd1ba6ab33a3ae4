package io.tickvox.app.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard in Grafana's JSON model.
 *
 * @param file the file's name
 */
record Dashboard(String file, JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What a query is for. */
    enum Use {
        PANEL,
        VARIABLE,
        ANNOTATION
    }

    /**
     * A query as it stands in the file.
     *
     * @param owner the panel, variable or annotation that it belongs to
     * @param format {@code table} or {@code time_series}
     */
    record Query(Dashboard dashboard, Use use, String name, JsonNode owner, String format, String sql) {
        /** Names of columns that the panel's settings rely on. */
        List<String> namedColumns() {
            List<String> names = new ArrayList<>();
            for (JsonNode override : owner.path("fieldConfig").path("overrides")) {
                names.add(override.path("matcher").path("options").asString());
            }
            owner.path("options").path("fields").forEach(field -> names.add(field.asString()));
            return names;
        }

        /** Names of the columns that are shown as times. */
        List<String> timeColumns() {
            List<String> names = new ArrayList<>();
            for (JsonNode override : owner.path("fieldConfig").path("overrides")) {
                for (JsonNode property : override.path("properties")) {
                    if (property.path("value").asString("").startsWith("time:")) {
                        names.add(override.path("matcher").path("options").asString());
                    }
                }
            }
            return names;
        }

        @Override
        public String toString() {
            return dashboard.file + ": " + name;
        }
    }

    static Dashboard read(Path file) {
        try {
            return new Dashboard(String.valueOf(file.getFileName()), MAPPER.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> panels() {
        return list(json.path("panels"));
    }

    List<JsonNode> variables() {
        return list(json.path("templating").path("list"));
    }

    List<JsonNode> annotations() {
        return list(json.path("annotations").path("list"));
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode variable : variables()) {
            if (variable.path("type").asString().equals("query")) {
                String name = variable.path("name").asString();
                queries.add(new Query(
                        this,
                        Use.VARIABLE,
                        name,
                        variable,
                        "table",
                        variable.path("query").asString()));
            }
        }
        for (JsonNode annotation : annotations()) {
            queries.add(
                    query(Use.ANNOTATION, annotation.path("name").asString(), annotation, annotation.path("target")));
        }
        for (JsonNode panel : panels()) {
            String name =
                    panel.path("id").asString() + " " + panel.path("title").asString();
            panel.path("targets").forEach(target -> queries.add(query(Use.PANEL, name, panel, target)));
        }
        return queries;
    }

    private Query query(Use use, String name, JsonNode owner, JsonNode target) {
        return new Query(
                this,
                use,
                name,
                owner,
                target.path("format").asString(),
                target.path("rawSql").asString());
    }

    /** The values that each variable may have, as far as the file says; of others, {@code symbols}. */
    Map<String, List<String>> values(List<String> symbols) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (JsonNode variable : variables()) {
            values.put(
                    variable.path("name").asString(),
                    variable.path("type").asString().equals("custom")
                            ? List.of(variable.path("query").asString().split(","))
                            : symbols);
        }
        return values;
    }

    /** All objects in the file, at any depth. */
    Stream<JsonNode> objects() {
        return objects(json);
    }

    private static Stream<JsonNode> objects(JsonNode node) {
        Stream<JsonNode> inner = list(node).stream().flatMap(Dashboard::objects);
        return node.isObject() ? Stream.concat(Stream.of(node), inner) : inner;
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }

    @Override
    public String toString() {
        return file;
    }
}
