package io.tickvox.sources.internal;

import io.tickvox.model.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * JSON payloads as trees, and fields read from them leniently: an optional field of another type than expected counts as
 * not given, a required one is an {@link UnreadableException}.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern TOO_MANY_REQUESTS = Pattern.compile("too many requests", Pattern.CASE_INSENSITIVE);
    /** The parser's words for where an array or object began that is not closed; it is told no place. */
    private static final Pattern PLACE_OF_START = Pattern.compile(" \\(start marker at \\[.*]\\)");

    private static final int HEAD = 256;

    private Json() {}

    /**
     * The tree of {@code payload}.
     *
     * @throws UnreadableException {@code UPSTREAM_ERROR} for a web page or a plain "Too Many Requests", {@code
     *     MALFORMED} for whatever else is no JSON
     */
    public static JsonNode parse(byte[] payload) {
        try {
            JsonNode root = MAPPER.readTree(payload);
            return root == null ? MissingNode.getInstance() : root;
        } catch (JacksonException e) {
            throw notJson(payload, problem(e, payload.length));
        }
    }

    private static String problem(JacksonException e, int length) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "it ends within a value, after " + length + " bytes";
        }
        String message =
                PLACE_OF_START.matcher(String.valueOf(e.getOriginalMessage())).replaceFirst("");
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getByteOffset() < 0 ? message : message + ", at byte " + at.getByteOffset();
    }

    /** Why {@code payload} is no JSON: an error page, a plain-text error, or the parser's {@code message}. */
    public static UnreadableException notJson(byte[] payload, String message) {
        String head = new String(payload, 0, Math.min(HEAD, payload.length), StandardCharsets.UTF_8).strip();
        if (head.startsWith("<")) {
            return new UnreadableException(
                    Rejection.Reason.UPSTREAM_ERROR,
                    "A web page instead of JSON: " + UnreadableException.excerpt(head));
        }
        if (TOO_MANY_REQUESTS.matcher(head).find()) {
            return new UnreadableException(
                    Rejection.Reason.UPSTREAM_ERROR, "An error instead of JSON: " + UnreadableException.excerpt(head));
        }
        return new UnreadableException(Rejection.Reason.MALFORMED, "Cannot read JSON: " + message);
    }

    /** A tree of plain values: maps, lists, texts, numbers. */
    public static JsonNode object(Map<String, ?> fields) {
        return MAPPER.valueToTree(fields);
    }

    /** {@code node} as JSON in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** The text of {@code field}; null if it is no string or an empty one. */
    public static @Nullable String text(JsonNode object, String field) {
        return textOf(object.path(field));
    }

    /** The text that {@code node} is; null if it is no string or an empty one. */
    public static @Nullable String textOf(JsonNode node) {
        if (!node.isString() || node.stringValue().isEmpty()) {
            return null;
        }
        return Strings.clean(node.stringValue());
    }

    /** The text of {@code field}, which may be empty but must be a string. */
    public static String requiredText(JsonNode object, String field) {
        JsonNode node = object.path(field);
        if (!node.isString()) {
            throw UnreadableException.missing(field);
        }
        return Strings.clean(node.stringValue());
    }

    /** The id in {@code field}, a string or a whole number; null if it is neither. Never read as floating point. */
    public static @Nullable String id(JsonNode object, String field) {
        JsonNode node = object.path(field);
        return node.isIntegralNumber() ? node.bigIntegerValue().toString() : text(object, field);
    }

    /** The count in {@code field}; null if it is no whole number or a negative one. */
    public static @Nullable Long count(JsonNode object, String field) {
        Long number = number(object, field);
        return number == null || number < 0 ? null : number;
    }

    /** The whole number in {@code field}; null if there is none within 64 bits. */
    public static @Nullable Long number(JsonNode object, String field) {
        JsonNode node = object.path(field);
        return node.isIntegralNumber() && node.canConvertToLong() ? (Long) node.longValue() : null;
    }

    /** The number in {@code field}, which must be a finite one. */
    public static double requiredDouble(JsonNode object, String field) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            throw UnreadableException.missing(field);
        }
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw UnreadableException.invalid(field, "a number", node.toString());
        }
        return node.doubleValue();
    }
}
