package io.tickvox.sources.simulator;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON objects to bytes. */
final class JsonBytes {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    /** The bytes of one object, of which {@code body} writes what is between the braces. */
    static byte[] object(Consumer<JsonGenerator> body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            body.accept(json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    static void object(JsonGenerator json, String name, Consumer<JsonGenerator> body) {
        json.writeObjectPropertyStart(name);
        body.accept(json);
        json.writeEndObject();
    }

    /** An array of objects, one for each of {@code items}. */
    static <T> void objects(
            JsonGenerator json, String name, Iterable<T> items, java.util.function.BiConsumer<JsonGenerator, T> body) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            body.accept(json, item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void emptyArray(JsonGenerator json, String name) {
        json.writeArrayPropertyStart(name);
        json.writeEndArray();
    }

    static void strings(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
