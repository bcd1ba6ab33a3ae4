package io.tickvox.app.cli;

import io.tickvox.text.Analysis;
import io.tickvox.text.Analyzer;
import io.tickvox.text.Document;
import io.tickvox.text.Sentiment;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.TickerMention;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores a stream of lines: one record out for each line in, in order, as soon as it is known. */
final class Scoring {
    static final List<String> COLUMNS = List.of(
            "label",
            "score",
            "p_positive",
            "p_neutral",
            "p_negative",
            "noise",
            "cashtags",
            "mentions",
            "line",
            "error");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final LineReader lines;
    private final RecordWriter records;
    private final TextOutput out;
    private final Analyzer analyzer = StandardAnalyzer.shipped();

    /** @param out what {@code records} writes to, flushed whenever the input pauses */
    Scoring(InputStream in, RecordWriter records, TextOutput out) {
        this.lines = new LineReader(in);
        this.records = records;
        this.out = out;
    }

    /** A text to score; where {@code symbol} is set, toward it. */
    private record Request(Document document, @Nullable String symbol) {}

    /** Scores to the end of the input and returns how many lines could not be read. */
    long run() throws IOException {
        long bad = 0;
        Boolean json = null;
        long number = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            number++;
            Map<String, @Nullable Object> record;
            try {
                String text = decode(line);
                if (json == null && !text.isBlank()) {
                    json = text.stripLeading().startsWith("{");
                }
                Request request = json != null && json ? parse(text) : new Request(Document.of(text), null);
                record = score(request);
            } catch (IllegalArgumentException e) {
                bad++;
                record = new LinkedHashMap<>();
                record.put("line", number);
                record.put("error", e.getMessage());
            }
            records.write(record);
            if (!lines.ready()) {
                out.flush();
            }
        }
        return bad;
    }

    private static String decode(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Invalid line: it is not UTF-8", e);
        }
    }

    private static Request parse(String line) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Invalid JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject() || !node.path("text").isString()) {
            throw new IllegalArgumentException("Invalid line: expected a JSON object with a string 'text'");
        }
        String symbol = optionalString(node, "symbol");
        String createdAt = optionalString(node, "created_at");
        if (symbol != null) {
            symbol = (symbol.startsWith("$") ? symbol.substring(1) : symbol).toUpperCase(Locale.ROOT);
        }
        Instant at = createdAt == null ? null : instant(createdAt);
        return new Request(new Document(node.path("text").asString(), null, List.of(), at), symbol);
    }

    private static @Nullable String optionalString(JsonNode node, String name) {
        JsonNode member = node.path(name);
        if (member.isMissingNode()
                || member.isNull()
                || member.isString() && member.asString().isBlank()) {
            return null;
        }
        if (!member.isString()) {
            throw new IllegalArgumentException("Invalid " + name + " " + member + ": expected a string");
        }
        return member.asString().strip();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Invalid created_at '" + text + "': expected ISO-8601 with a zone, as in 2026-01-02T15:04:05Z", e);
        }
    }

    private Map<String, @Nullable Object> score(Request request) {
        Analysis analysis = analyzer.analyze(request.document());
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        sentiment(request, analysis, record);
        record.put("noise", analysis.noise());
        record.put("cashtags", analysis.cashtags());
        record.put(
                "mentions", analysis.mentions().stream().map(Scoring::mention).toList());
        return record;
    }

    private void sentiment(Request request, Analysis analysis, Map<String, @Nullable Object> record) {
        Sentiment sentiment = request.symbol() == null
                ? analysis.sentiment()
                : toward(request.symbol(), request.document(), analysis);
        record.put("label", sentiment.label().id());
        record.put("score", sentiment.score());
        record.put("p_positive", sentiment.pPositive());
        record.put("p_neutral", sentiment.pNeutral());
        record.put("p_negative", sentiment.pNegative());
    }

    /** The sentiment toward {@code symbol}, taken as the text's subject where the text itself does not link to it. */
    private Sentiment toward(String symbol, Document document, Analysis analysis) {
        return find(symbol, analysis)
                .or(() -> find(
                        symbol,
                        analyzer.analyze(
                                new Document(document.text(), document.lang(), List.of(symbol), document.createdAt()))))
                .orElse(analysis.sentiment());
    }

    private static java.util.Optional<Sentiment> find(String symbol, Analysis analysis) {
        return analysis.mentions().stream()
                .filter(mention -> mention.link().symbol().equals(symbol))
                .map(TickerMention::sentiment)
                .findFirst();
    }

    private static Map<String, Object> mention(TickerMention mention) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("symbol", mention.link().symbol());
        record.put("link", mention.link().kind().id());
        record.put("link_confidence", mention.link().confidence());
        record.put("label", mention.sentiment().label().id());
        record.put("score", mention.sentiment().score());
        return record;
    }
}
