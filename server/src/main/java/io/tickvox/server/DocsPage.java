package io.tickvox.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's description as a page, made from the OpenAPI document. It needs no script. */
final class DocsPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Tickvox API</title>
            <link rel="stylesheet" href="/docs.css">
            </head>
            <body>
            <main>
            <h1>Tickvox API</h1>
            <p>""";

    private final JsonNode document;
    private final StringBuilder html = new StringBuilder(HEAD);

    /** @param openapi the document, in JSON */
    DocsPage(byte[] openapi) {
        document = JsonMapper.shared().readTree(openapi);
    }

    byte[] html() {
        html.append(text(document.at("/info/description")))
                .append("</p>\n<p>For programs: <a href=\"/openapi.json\">openapi.json</a>.</p>\n");
        document.get("paths").properties().forEach(this::path);
        html.append("<h1>Objects</h1>\n");
        document.at("/components/schemas").properties().forEach(this::schema);
        return html.append("</main>\n</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void path(Map.Entry<String, JsonNode> path) {
        JsonNode get = path.getValue().get("get");
        html.append("<h2><code>GET ")
                .append(escape(path.getKey()))
                .append("</code></h2>\n<p>")
                .append(text(get.get("summary")))
                .append(".</p>\n");
        JsonNode parameters = get.path("parameters");
        if (!parameters.isEmpty()) {
            html.append(
                    "<table>\n<thead><tr><th>Parameter</th><th>Values</th><th>Meaning</th></tr></thead>\n<tbody>\n");
            for (JsonNode parameter : parameters) {
                row(
                        parameter.get("name").asString()
                                + (parameter.get("required").asBoolean() ? " *" : ""),
                        parameter.get("schema"),
                        text(parameter.path("description")));
            }
            html.append("</tbody>\n</table>\n");
        }
        JsonNode content = get.at("/responses/200/content");
        content.properties().forEach(entry -> html.append("<p>Returns ")
                .append(type(entry.getValue().get("schema")))
                .append(" as <code>")
                .append(escape(entry.getKey()))
                .append("</code>.</p>\n"));
    }

    private void schema(Map.Entry<String, JsonNode> schema) {
        String name = escape(schema.getKey());
        html.append("<h2 id=\"").append(name).append("\"><code>").append(name).append("</code></h2>\n<p>");
        html.append(text(schema.getValue().path("description"))).append("</p>\n");
        if (!schema.getValue().path("properties").isEmpty()) {
            html.append("<table>\n<thead><tr><th>Property</th><th>Type</th><th>Meaning</th></tr></thead>\n<tbody>\n");
            schema.getValue()
                    .get("properties")
                    .properties()
                    .forEach(property -> row(
                            property.getKey(),
                            property.getValue(),
                            text(property.getValue().path("description"))));
            html.append("</tbody>\n</table>\n");
        }
    }

    private void row(String name, JsonNode schema, String meaning) {
        html.append("<tr><td><code>")
                .append(escape(name))
                .append("</code></td><td>")
                .append(type(schema))
                .append("</td><td>")
                .append(meaning)
                .append("</td></tr>\n");
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asString();
            String name = escape(reference.substring(reference.lastIndexOf('/') + 1));
            return "<a href=\"#" + name + "\">" + name + "</a>";
        }
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(value -> "<code>" + escape(value.isNull() ? "null" : value.asString()) + "</code>")
                    .collect(Collectors.joining(", "));
        }
        if (schema.path("type").asString("").equals("array")) {
            return "list of " + type(schema.get("items"));
        }
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.get(0).asString() + " or null" : type.asString("any");
        String format = schema.path("format").asString("");
        return escape(format.equals("date-time") ? name.replace("string", "instant") : name);
    }

    private static String text(JsonNode node) {
        return escape(node.asString(""));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
