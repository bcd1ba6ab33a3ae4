package io.tickvox.text.onnx;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which direction each output of a model stands for. */
enum Direction {
    POSITIVE,
    NEUTRAL,
    NEGATIVE;

    private static final Map<String, Direction> NAMES = Map.of(
            "positive", POSITIVE,
            "pos", POSITIVE,
            "bullish", POSITIVE,
            "neutral", NEUTRAL,
            "neu", NEUTRAL,
            "negative", NEGATIVE,
            "neg", NEGATIVE,
            "bearish", NEGATIVE);

    /**
     * The direction of each output.
     *
     * @param given names that the user sets, in the outputs' order; empty to go by {@code id2label} of {@code config}
     * @throws TickvoxException {@link ErrorCode#INVALID_CONFIG} if an output means no direction or none means up or down
     */
    static Direction[] of(List<String> given, JsonNode config, ModelFolder folder) {
        List<String> names = given.isEmpty() ? labels(config, folder) : given;
        Direction[] directions = new Direction[names.size()];
        for (int i = 0; i < directions.length; i++) {
            Direction direction = find(names.get(i));
            if (direction == null) {
                throw unknown(names, folder);
            }
            directions[i] = direction;
        }
        List<Direction> all = Arrays.asList(directions);
        if (!all.contains(POSITIVE) || !all.contains(NEGATIVE)) {
            throw unknown(names, folder);
        }
        return directions;
    }

    private static @Nullable Direction find(String name) {
        return NAMES.get(name.strip().toLowerCase(Locale.ROOT));
    }

    private static List<String> labels(JsonNode config, ModelFolder folder) {
        JsonNode labels = config.path("id2label");
        String[] names = new String[labels.size()];
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            if (!label.getKey().matches("\\d{1,4}") || Integer.parseInt(label.getKey()) >= names.length) {
                throw unknown(List.of(label.getKey()), folder);
            }
            names[Integer.parseInt(label.getKey())] = label.getValue().asString("");
        }
        if (names.length == 0 || Arrays.asList(names).contains(null)) {
            throw unknown(List.of(), folder);
        }
        return List.of(names);
    }

    private static TickvoxException unknown(List<String> names, ModelFolder folder) {
        return new TickvoxException(
                ErrorCode.INVALID_CONFIG,
                "Cannot tell directions by the labels " + names + " of '" + folder.folder()
                        + "': expected positive, negative and perhaps neutral as id2label in config.json, or in"
                        + " scorers.onnx.labels in the outputs' order");
    }
}
