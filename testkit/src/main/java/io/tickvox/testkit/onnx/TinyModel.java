package io.tickvox.testkit.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A sequence-classification model of a few hundred bytes in a folder laid out as FinBERT's: the logits of a text are the sums
 * of what its words weigh. Of the classes in the order positive, negative, neutral.
 *
 * @param weights of each word in lower case, for the three classes
 */
public record TinyModel(Map<String, List<Float>> weights) {
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    /** Knows a word for each class; any other weighs a little for neutral. */
    public static TinyModel standard() {
        return new TinyModel(Map.of(
                "soars", List.of(4f, 0f, 0f),
                "plunges", List.of(0f, 4f, 0f),
                "reports", List.of(0f, 0f, 4f)));
    }

    /** Writes {@code model.onnx}, {@code vocab.txt} and {@code config.json} into {@code folder}. */
    public Path write(Path folder) {
        return write(folder, "attention_mask", "{\"0\": \"positive\", \"1\": \"negative\", \"2\": \"neutral\"}");
    }

    /**
     * The same, with a chosen name for the input of the mask and chosen labels.
     *
     * @param labels the JSON of {@code id2label}
     */
    public Path write(Path folder, String mask, String labels) {
        List<String> words = new ArrayList<>(SPECIAL);
        words.addAll(weights.keySet().stream().sorted().toList());
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("vocab.txt"), words);
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"id2label\": " + labels + ", \"max_position_embeddings\": 16, \"pad_token_id\": 0}");
            Files.write(folder.resolve("model.onnx"), model(words, mask));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return folder;
    }

    /** ModelProto, with the fields' numbers of onnx.proto: IR version 8, operator set 13. */
    private byte[] model(List<String> words, String mask) {
        ProtoWriter graph = new ProtoWriter()
                .message(1, node("Gather", "rows", "table", "input_ids"))
                .message(1, node("Cast", "mask", mask).message(5, intAttribute("to", FLOAT)))
                .message(1, node("Unsqueeze", "wide", "mask", "last"))
                .message(1, node("Mul", "kept", "rows", "wide"))
                .message(1, node("ReduceSum", "logits", "kept", "middle").message(5, intAttribute("keepdims", 0)))
                .text(2, "tiny")
                .message(5, table(words))
                .message(5, axis("last", -1))
                .message(5, axis("middle", 1))
                .message(11, value("input_ids", INT64, null))
                .message(11, value(mask, INT64, null))
                .message(12, value("logits", FLOAT, 3L));
        return new ProtoWriter()
                .number(1, 8)
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").number(2, 13))
                .toByteArray();
    }

    private static ProtoWriter node(String operator, String output, String... inputs) {
        ProtoWriter node = new ProtoWriter();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    private static ProtoWriter intAttribute(String name, long value) {
        return new ProtoWriter().text(1, name).number(3, value).number(20, 2);
    }

    private ProtoWriter table(List<String> words) {
        float[] all = new float[words.size() * 3];
        for (int i = 0; i < words.size(); i++) {
            List<Float> row = weights.getOrDefault(words.get(i), List.of(0f, 0f, 0.1f));
            for (int k = 0; k < 3; k++) {
                all[i * 3 + k] = row.get(k);
            }
        }
        return new ProtoWriter()
                .number(1, words.size())
                .number(1, 3)
                .number(2, FLOAT)
                .floats(4, all)
                .text(8, "table");
    }

    private static ProtoWriter axis(String name, long axis) {
        return new ProtoWriter().number(1, 1).number(2, INT64).longs(9, axis).text(8, name);
    }

    /** A tensor by text and, for the logits, class; else by text and token. */
    private static ProtoWriter value(String name, int type, @org.jspecify.annotations.Nullable Long classes) {
        ProtoWriter second =
                classes == null ? new ProtoWriter().text(2, "tokens") : new ProtoWriter().number(1, classes);
        ProtoWriter shape =
                new ProtoWriter().message(1, new ProtoWriter().text(2, "texts")).message(1, second);
        return new ProtoWriter()
                .text(1, name)
                .message(
                        2,
                        new ProtoWriter()
                                .message(1, new ProtoWriter().number(1, type).message(2, shape)));
    }
}
