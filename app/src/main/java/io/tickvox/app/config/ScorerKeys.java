package io.tickvox.app.config;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.text.classifier.CallPolicy;
import io.tickvox.text.classifier.ClassifierFactory;
import io.tickvox.text.comprehend.ComprehendSettings;
import io.tickvox.text.http.HttpSettings;
import io.tickvox.text.onnx.OnnxSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which scorer judges posts, and the scorers' settings: {@code scorers.NAME.OPTION}. */
public final class ScorerKeys {
    /** The scorer that ships. */
    public static final String LINEAR = "linear";

    private static final List<String> DIRECTIONS = List.of("positive", "neutral", "negative");

    public static final ConfigKey<String> SCORER = ConfigKey.of(
            "scorer",
            ValueType.oneOf(LINEAR, "onnx", "comprehend", "http"),
            LINEAR,
            "What judges posts: the model that ships, or another scorer with settings of its own.");
    public static final ConfigKey<Integer> CONCURRENCY = ConfigKey.of(
            "scorers.concurrency",
            ValueType.wholeNumber("count", 1, 256),
            "4",
            "Calls to a scorer elsewhere that run at once in a process, at most.");
    public static final ConfigKey<Duration> TIMEOUT = ConfigKey.of(
            "scorers.timeout", ValueType.DURATION, "10s", "How long a call to a scorer elsewhere may take.");
    public static final ConfigKey<Duration> WAIT = ConfigKey.of(
            "scorers.wait",
            ValueType.DURATION,
            "15s",
            "How long a post waits for its score before it is shown unscored; it is scored later then.");
    public static final ConfigKey<Duration> RETRY_FOR = ConfigKey.of(
            "scorers.retry-for",
            ValueType.DURATION,
            "7d",
            "For how long a post that could not be scored is tried again, with growing pauses.");

    private static final ConfigKey<Path> ONNX_MODEL = ConfigKey.unset(
            "scorers.onnx.model",
            ValueType.PATH,
            "Folder with model.onnx, config.json, and tokenizer.json or vocab.txt.");
    private static final ConfigKey<List<String>> ONNX_LABELS = ConfigKey.unset(
            "scorers.onnx.labels",
            new ValueType<>("labels", "positive, neutral or negative for each output, in order", ScorerKeys::labels),
            "What the model's outputs mean, where its config.json does not say.");
    private static final ConfigKey<Integer> ONNX_BATCH = ConfigKey.of(
            "scorers.onnx.batch", ValueType.wholeNumber("count", 1, 1_000), "16", "Texts in one run of the model.");
    private static final ConfigKey<Integer> ONNX_THREADS = ConfigKey.of(
            "scorers.onnx.threads",
            ValueType.wholeNumber("count", 1, 1_000),
            "2",
            "Processors that the model may use.");

    private static final ConfigKey<String> COMPREHEND_REGION = ConfigKey.of(
            "scorers.comprehend.region", ValueType.TEXT, "us-east-1", "AWS region whose Comprehend is asked.");
    private static final ConfigKey<String> COMPREHEND_ENDPOINT = ConfigKey.unset(
            "scorers.comprehend.endpoint", ValueType.WEB_ADDRESS, "Another address than the region's own.");
    private static final ConfigKey<String> COMPREHEND_LANGUAGE = ConfigKey.of(
            "scorers.comprehend.language",
            ValueType.oneOf("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-tw"),
            "en",
            "Language of the texts.");
    private static final ConfigKey<String> COMPREHEND_KEY_ID = ConfigKey.unset(
            "scorers.comprehend.access-key-id",
            ValueType.TEXT,
            "Key to sign with; if not set, it is looked for where all AWS tools look.");
    private static final ConfigKey<String> COMPREHEND_SECRET =
            ConfigKey.secret("scorers.comprehend.secret-access-key", ValueType.CREDENTIAL, "That key's secret.");
    private static final ConfigKey<Path> COMPREHEND_SECRET_FILE = ConfigKey.unset(
            "scorers.comprehend.secret-access-key-file", ValueType.PATH, "File that holds that key's secret.");

    private static final ConfigKey<String> HTTP_URL =
            ConfigKey.unset("scorers.http.url", ValueType.WEB_ADDRESS, "Address that texts are posted to.");
    private static final ConfigKey<String> HTTP_TOKEN =
            ConfigKey.secret("scorers.http.token", ValueType.CREDENTIAL, "Sent as a bearer token; none if not set.");
    private static final ConfigKey<Path> HTTP_TOKEN_FILE =
            ConfigKey.unset("scorers.http.token-file", ValueType.PATH, "File that holds the bearer token.");
    private static final ConfigKey<Integer> HTTP_BATCH =
            ConfigKey.of("scorers.http.batch", ValueType.wholeNumber("count", 1, 10_000), "32", "Texts in one call.");

    private static final List<ConfigKey<?>> ALL = List.of(
            SCORER,
            CONCURRENCY,
            TIMEOUT,
            WAIT,
            RETRY_FOR,
            ONNX_MODEL,
            ONNX_LABELS,
            ONNX_BATCH,
            ONNX_THREADS,
            COMPREHEND_REGION,
            COMPREHEND_ENDPOINT,
            COMPREHEND_LANGUAGE,
            COMPREHEND_KEY_ID,
            COMPREHEND_SECRET,
            COMPREHEND_SECRET_FILE,
            HTTP_URL,
            HTTP_TOKEN,
            HTTP_TOKEN_FILE,
            HTTP_BATCH);

    private ScorerKeys() {}

    /** All keys of this kind in the order in which they are listed to people. */
    public static List<ConfigKey<?>> keys() {
        return ALL;
    }

    /** Whether {@code key} is an option of one scorer. */
    public static boolean isOption(ConfigKey<?> key) {
        return key.name().startsWith("scorers.") && key.name().indexOf('.', "scorers.".length()) > 0;
    }

    /** How the scorer is asked. */
    public static CallPolicy policy(Config config, ClassifierFactory classifier) {
        return CallPolicy.of(classifier.concurrency(config.value(CONCURRENCY)));
    }

    /**
     * What makes the scorer that is chosen; empty for the one that ships.
     *
     * @throws TickvoxException {@link ErrorCode#INVALID_CONFIG} if it lacks a setting
     */
    public static Optional<ClassifierFactory> classifier(Config config) {
        return switch (config.value(SCORER)) {
            case "onnx" -> Optional.of(onnx(config));
            case "comprehend" -> Optional.of(comprehend(config));
            case "http" -> Optional.of(http(config));
            default -> Optional.empty();
        };
    }

    private static ClassifierFactory onnx(Config config) {
        return new OnnxSettings(
                config.value(ONNX_MODEL).toAbsolutePath().normalize().toString(),
                config.optional(ONNX_LABELS).orElse(List.of()),
                config.value(ONNX_BATCH),
                config.value(ONNX_THREADS));
    }

    private static ClassifierFactory comprehend(Config config) {
        String id = config.optional(COMPREHEND_KEY_ID).orElse(null);
        String secret = secret(config, COMPREHEND_SECRET, COMPREHEND_SECRET_FILE);
        if ((id == null) != (secret == null)) {
            ConfigKey<String> missing = id == null ? COMPREHEND_KEY_ID : COMPREHEND_SECRET;
            throw new TickvoxException(
                    ErrorCode.INVALID_CONFIG,
                    "Cannot sign with half a key: set " + missing.name() + " too, or neither of the two");
        }
        return new ComprehendSettings(
                config.value(COMPREHEND_REGION),
                config.optional(COMPREHEND_ENDPOINT).map(URI::create).orElse(null),
                id,
                secret,
                config.value(COMPREHEND_LANGUAGE).equals("zh-tw") ? "zh-TW" : config.value(COMPREHEND_LANGUAGE),
                config.value(TIMEOUT));
    }

    private static ClassifierFactory http(Config config) {
        return new HttpSettings(
                URI.create(config.value(HTTP_URL)),
                secret(config, HTTP_TOKEN, HTTP_TOKEN_FILE),
                config.value(HTTP_BATCH),
                config.value(TIMEOUT));
    }

    private static @Nullable String secret(Config config, ConfigKey<String> key, ConfigKey<Path> file) {
        return config.optional(key)
                .or(() -> config.optional(file).map(SourceKeys::secretIn))
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    private static List<String> labels(String text) {
        List<String> labels = Stream.of(text.split(","))
                .map(label -> label.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!DIRECTIONS.containsAll(labels)) {
            throw new IllegalArgumentException();
        }
        return labels;
    }
}
