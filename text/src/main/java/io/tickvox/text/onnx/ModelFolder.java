package io.tickvox.text.onnx;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a model: {@code model.onnx} in it or in its {@code onnx/}, {@code config.json}, and a tokenizer's. */
record ModelFolder(Path folder) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> MODELS = List.of("model.onnx", "onnx/model.onnx");
    private static final int VERSION_DIGITS = 8;

    /**
     * The folder at {@code path}.
     *
     * @throws TickvoxException {@link ErrorCode#FILE_NOT_FOUND} if there is none
     */
    static ModelFolder at(Path path) {
        if (!Files.isDirectory(path)) {
            throw new TickvoxException(
                    ErrorCode.FILE_NOT_FOUND,
                    "Cannot find a folder at '" + path + "': set scorers.onnx.model to one with model.onnx,"
                            + " config.json and tokenizer.json or vocab.txt");
        }
        return new ModelFolder(path);
    }

    Path model() {
        return MODELS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> missing("model.onnx, nor onnx/model.onnx,"));
    }

    JsonNode config() {
        return find("config.json").map(ModelFolder::json).orElseThrow(() -> missing("config.json"));
    }

    Optional<Path> find(String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
    }

    TickvoxException missing(String what) {
        return new TickvoxException(
                ErrorCode.FILE_NOT_FOUND,
                "Cannot find " + what + " in '" + folder + "': a model's folder holds model.onnx, config.json and"
                        + " tokenizer.json or vocab.txt");
    }

    /** The folder's name with the start of the model's digest: the same bytes have the same version. */
    String version() {
        try (InputStream in = Files.newInputStream(model());
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            String hex = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            Path name = folder.toAbsolutePath().normalize().getFileName();
            return "onnx/" + (name == null ? "model" : name) + "@" + hex.substring(0, VERSION_DIGITS);
        } catch (IOException e) {
            throw unreadable(model(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw unreadable(file, e);
        }
    }

    static TickvoxException unreadable(Path file, Exception cause) {
        return new TickvoxException(
                ErrorCode.FILE_UNREADABLE,
                "Cannot read '" + file + "': "
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
                cause);
    }
}
