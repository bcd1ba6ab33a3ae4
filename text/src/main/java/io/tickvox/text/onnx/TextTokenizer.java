package io.tickvox.text.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Cuts texts into a model's tokens by its {@code tokenizer.json}, or by its {@code vocab.txt} as BERT's do. */
final class TextTokenizer implements AutoCloseable {
    static {
        // The library would otherwise tell its makers of its use.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "true", "truncation", "do_not_truncate", "padding", "do_not_pad");

    private final HuggingFaceTokenizer tokenizer;
    private final int maxTokens;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, int maxTokens) {
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
    }

    /** @param maxTokens the most that the model takes of one text, at least 2 */
    static TextTokenizer of(ModelFolder folder, int maxTokens) {
        Path given = folder.find("tokenizer.json").orElse(null);
        Path file = given != null
                ? given
                : folder.find("vocab.txt").orElseThrow(() -> folder.missing("tokenizer.json, nor vocab.txt,"));
        try (InputStream in = given != null
                ? Files.newInputStream(given)
                : new ByteArrayInputStream(WordPieces.tokenizer(folder, file))) {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(in, OPTIONS), maxTokens);
        } catch (IOException e) {
            throw ModelFolder.unreadable(file, e);
        } catch (RuntimeException e) {
            throw e instanceof TickvoxException known
                    ? known
                    : new TickvoxException(
                            ErrorCode.FILE_UNREADABLE,
                            "Cannot make a tokenizer of '" + file + "': " + e.getMessage(),
                            e);
        }
    }

    /** The tokens' numbers of each text; of a text that is too long its beginning, and the token that ends a text. */
    long[][] ids(List<String> texts) {
        Encoding[] encodings = tokenizer.batchEncode(texts);
        long[][] ids = new long[encodings.length][];
        for (int i = 0; i < ids.length; i++) {
            long[] all = encodings[i].getIds();
            ids[i] = all;
            if (all.length > maxTokens) {
                ids[i] = java.util.Arrays.copyOf(all, maxTokens);
                ids[i][maxTokens - 1] = all[all.length - 1];
            }
        }
        return ids;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
