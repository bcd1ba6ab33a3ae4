package io.tickvox.app.cli;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import io.tickvox.text.Analysis;
import io.tickvox.text.Document;
import io.tickvox.text.Scorer;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores a stream of lines: one record out for each line in, in order, as soon as it is known. */
final class Scoring {
    private static final List<String> COLUMNS = List.of(
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

    /** How many words a table tells of, at most. */
    private static final int BRIEF_WORDS = 4;

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The columns of the records, with what moved each score if asked for. */
    static List<String> columns(boolean why) {
        List<String> columns = new ArrayList<>(COLUMNS);
        if (why) {
            columns.add(columns.indexOf("line"), "why");
        }
        return columns;
    }

    private final LineReader lines;
    private final RecordWriter records;
    private final TextOutput out;
    private static final int AHEAD = 1_024;

    private final StandardAnalyzer analyzer;
    private final TextJudge judge;
    private final boolean why;
    private final boolean brief;
    private final Deque<Answer> waiting = new ArrayDeque<>();
    private long unscored;

    /** A record that is or will be known, and what is missing in it. */
    private record Answer(Request request, CompletableFuture<TextJudge.Judgement> judgement) {}

    /**
     * @param analyzer explains the scores
     * @param judge gives them
     * @param out what {@code records} writes to, flushed whenever the input pauses
     * @param why whether to tell which words moved each score
     * @param brief whether mentions and words are told in a few words each, for a table, instead of as records
     */
    Scoring(
            StandardAnalyzer analyzer,
            TextJudge judge,
            InputStream in,
            RecordWriter records,
            TextOutput out,
            boolean why,
            boolean brief) {
        this.analyzer = analyzer;
        this.judge = judge;
        this.why = why;
        this.brief = brief;
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
            try {
                String text = decode(line);
                if (json == null && !text.isBlank()) {
                    json = text.stripLeading().startsWith("{");
                }
                Request request = json != null && json ? parse(text) : new Request(Document.of(text), null);
                waiting.add(new Answer(request, judge.judge(request.document(), request.symbol())));
            } catch (IllegalArgumentException e) {
                bad++;
                write(0);
                Map<String, @Nullable Object> record = new LinkedHashMap<>();
                record.put("line", number);
                record.put("error", e.getMessage());
                records.write(record);
            }
            write(AHEAD);
            if (!lines.ready()) {
                write(0);
                out.flush();
            }
        }
        write(0);
        return bad;
    }

    /** How many texts no scorer could judge now. */
    long unscored() {
        return unscored;
    }

    /** Writes the answers that are known, in order, and waits for those that are more than {@code ahead}. */
    private void write(int ahead) {
        while (!waiting.isEmpty()
                && (waiting.size() > ahead || waiting.element().judgement().isDone())) {
            Answer answer = waiting.remove();
            records.write(record(answer.request(), answer.judgement().join()));
        }
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

    private Map<String, @Nullable Object> record(Request request, TextJudge.Judgement judgement) {
        Analysis analysis = judgement.analysis();
        TickerMention asked = judgement.asked();
        Sentiment sentiment = asked == null ? analysis.sentiment() : asked.sentiment();
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("label", sentiment.label().id());
        record.put("score", sentiment.score());
        record.put("p_positive", sentiment.pPositive());
        record.put("p_neutral", sentiment.pNeutral());
        record.put("p_negative", sentiment.pNegative());
        record.put("noise", asked == null ? analysis.noise() : asked.noise());
        record.put("cashtags", analysis.cashtags());
        List<TickerMention> mentions = analysis.mentions();
        record.put(
                "mentions",
                brief
                        ? mentions.stream().map(Scoring::briefly).collect(Collectors.joining(", "))
                        : mentions.stream()
                                .map(mention -> mention(request.document(), mention))
                                .toList());
        if (why) {
            List<Scorer.Contribution> parts = why(request.document(), request.symbol());
            record.put("why", brief ? briefly(request.document(), parts) : parts(request.document(), parts));
        }
        if (judgement.error() != null) {
            unscored++;
            record.put("error", judgement.error());
        }
        return record;
    }

    private List<Scorer.Contribution> why(Document document, @Nullable String symbol) {
        return symbol == null ? analyzer.scorer().explain(document, null) : analyzer.why(document, symbol);
    }

    /** What moved the score, adding up to it; what belongs to no word has an empty text. */
    private static List<Map<String, Object>> parts(Document document, List<Scorer.Contribution> contributions) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Scorer.Contribution part : contributions) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("start", part.start());
            record.put("end", part.end());
            record.put("text", document.text().substring(part.start(), part.end()));
            record.put("weight", Fixed.round(part.weight()));
            parts.add(record);
        }
        return parts;
    }

    /** The words that moved the score most, each with what it added, and what is left to the score. */
    private static String briefly(Document document, List<Scorer.Contribution> contributions) {
        Map<String, Double> words = new LinkedHashMap<>();
        double rest = 0;
        for (Scorer.Contribution part : contributions) {
            words.merge(document.text().substring(part.start(), part.end()), part.weight(), Double::sum);
            rest += part.weight();
        }
        words.remove("");
        List<Map.Entry<String, Double>> most = words.entrySet().stream()
                .sorted(Comparator.comparingDouble(word -> -Math.abs(word.getValue())))
                .limit(BRIEF_WORDS)
                .toList();
        StringJoiner told = new StringJoiner(", ");
        for (Map.Entry<String, Double> word : most) {
            told.add(word.getKey() + signed(word.getValue()));
            rest -= word.getValue();
        }
        return contributions.isEmpty() ? "" : told.add("rest" + signed(rest)).toString();
    }

    private static String briefly(TickerMention mention) {
        Sentiment sentiment = mention.sentiment();
        String label = mention.link().symbol() + " " + sentiment.label().id();
        return sentiment.label() == Label.UNSCORED ? label : label + signed(sentiment.score());
    }

    private static String signed(double number) {
        return String.format(Locale.ROOT, " %+.2f", number);
    }

    private Map<String, Object> mention(Document document, TickerMention mention) {
        Sentiment sentiment = mention.sentiment();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("symbol", mention.link().symbol());
        record.put("link", mention.link().kind().id());
        record.put("link_confidence", mention.link().confidence());
        record.put("reason", mention.link().reason());
        record.put("label", sentiment.label().id());
        record.put("score", sentiment.score());
        record.put("p_positive", sentiment.pPositive());
        record.put("p_neutral", sentiment.pNeutral());
        record.put("p_negative", sentiment.pNegative());
        record.put("noise", mention.noise());
        if (why) {
            record.put("why", parts(document, analyzer.scorer().explain(document, mention.link())));
        }
        return record;
    }
}
