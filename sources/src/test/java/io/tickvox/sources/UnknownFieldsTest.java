package io.tickvox.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an API adds to its objects changes nothing of what is read. */
class UnknownFieldsTest {
    private static final String ADDED =
            "{\"id\":\"7\",\"text\":\"of no concern\",\"list\":[1,{\"p\":2.5}],\"none\":null}";

    @TestFactory
    Stream<DynamicTest> changeNothing() {
        return Stream.of("x", "reddit", "bluesky", "stocktwits", "finnhub", "yahoo")
                .flatMap(source -> Shared.recordings(source)
                        .map(recording -> DynamicTest.dynamicTest(
                                source + " " + recording.id(), () -> check(source, recording))));
    }

    private static void check(String source, Shared.Recording recording) {
        for (byte[] payload : recording.payloads()) {
            JsonNode root;
            try {
                root = Shared.JSON.readTree(payload);
            } catch (JacksonException e) {
                continue;
            }
            String stream = Mappers.streamOf(source, payload);
            List<Normalised> before = records(source, stream, payload);
            add(root);
            assertThat(records(source, stream, Shared.JSON.writeValueAsBytes(root)))
                    .isEqualTo(before);
        }
    }

    private static List<Normalised> records(String source, String stream, byte[] payload) {
        return Shared.map(source, stream, payload).stream()
                .filter(record -> !(record instanceof Rejection))
                .toList();
    }

    /** Adds fields that nobody knows to every object, before the others and after them. */
    private static void add(JsonNode node) {
        node.forEach(UnknownFieldsTest::add);
        if (node instanceof ObjectNode object) {
            ObjectNode fields = object.deepCopy();
            object.removeAll();
            object.set("a_new_thing", Shared.JSON.readTree(ADDED));
            object.setAll(fields);
            object.set("z_new_thing", Shared.JSON.readTree(ADDED));
        }
    }
}
