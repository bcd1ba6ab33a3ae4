package io.tickvox.text.onnx;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes BERT's tokenizer, of which older models give only the vocabulary, in the form of {@code tokenizer.json}. */
final class WordPieces {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN = "[UNK]";
    private static final String START = "[CLS]";
    private static final String END = "[SEP]";

    private WordPieces() {}

    /** The description, as JSON. Letters are lowered unless {@code tokenizer_config.json} says not to. */
    static byte[] tokenizer(ModelFolder folder, Path vocabulary) throws IOException {
        List<String> tokens = Files.readAllLines(vocabulary, StandardCharsets.UTF_8);
        boolean lower = folder.find("tokenizer_config.json")
                .map(file -> ModelFolder.json(file).path("do_lower_case").asBoolean(true))
                .orElse(true);
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        ObjectNode normalizer = root.putObject("normalizer");
        normalizer.put("type", "BertNormalizer").put("clean_text", true).put("handle_chinese_chars", true);
        normalizer.putNull("strip_accents").put("lowercase", lower);
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        root.set("post_processor", template(tokens, vocabulary));
        ObjectNode model = root.putObject("model");
        model.put("type", "WordPiece").put("unk_token", UNKNOWN).put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", 100);
        ObjectNode vocab = model.putObject("vocab");
        for (int i = 0; i < tokens.size(); i++) {
            vocab.put(tokens.get(i), i);
        }
        number(tokens, UNKNOWN, vocabulary);
        return JSON.writeValueAsBytes(root);
    }

    private static JsonNode template(List<String> tokens, Path vocabulary) {
        ObjectNode template = JSON.createObjectNode();
        template.put("type", "TemplateProcessing");
        var single = template.putArray("single");
        single.addObject().putObject("SpecialToken").put("id", START).put("type_id", 0);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        single.addObject().putObject("SpecialToken").put("id", END).put("type_id", 0);
        var pair = template.putArray("pair");
        pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        ObjectNode special = template.putObject("special_tokens");
        for (String name : List.of(START, END)) {
            ObjectNode token = special.putObject(name);
            token.put("id", name);
            token.putArray("ids").add(number(tokens, name, vocabulary));
            token.putArray("tokens").add(name);
        }
        return template;
    }

    private static int number(List<String> tokens, String token, Path vocabulary) {
        int number = tokens.indexOf(token);
        if (number < 0) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot find the token " + token + " in '" + vocabulary + "': expected BERT's vocabulary, or a"
                            + " tokenizer.json beside it");
        }
        return number;
    }
}
