package io.tickvox.model;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Sentiment bars in Avro, written without generic records: an open bar is published again and again. */
public final class SentimentBarCodec extends AvroCodec<SentimentBar> {
    private final AvroOutput out = new AvroOutput(fingerprint());

    public SentimentBarCodec() {
        super("sentiment-bar", 1);
    }

    @Override
    public byte[] encode(SentimentBar bar) {
        out.start()
                .string(bar.symbol())
                .string(bar.interval().id())
                .number(bar.start().toEpochMilli())
                .number(bar.posts())
                .number(bar.originals())
                .number(bar.noise())
                .number(bar.authors())
                .number(bar.positive())
                .number(bar.neutral())
                .number(bar.negative())
                .number(bar.mixed())
                .optional(bar.scoreMean())
                .optional(bar.scoreStddev())
                .optional(bar.scoreWeighted())
                .number(bar.authorBullish())
                .number(bar.authorBearish());
        if (!bar.bySource().isEmpty()) {
            out.number(bar.bySource().size());
            bar.bySource().forEach((source, posts) -> out.string(source).number(posts));
        }
        return out.number(0)
                .bool(bar.complete())
                .number(bar.updatedAt().toEpochMilli())
                .finish();
    }

    @Override
    protected GenericRecord toGeneric(SentimentBar bar) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("symbol", bar.symbol());
        record.put("interval", bar.interval().id());
        record.put("start", bar.start().toEpochMilli());
        record.put("posts", bar.posts());
        record.put("originals", bar.originals());
        record.put("noise", bar.noise());
        record.put("authors", bar.authors());
        record.put("positive", bar.positive());
        record.put("neutral", bar.neutral());
        record.put("negative", bar.negative());
        record.put("mixed", bar.mixed());
        record.put("score_mean", bar.scoreMean());
        record.put("score_stddev", bar.scoreStddev());
        record.put("score_weighted", bar.scoreWeighted());
        record.put("author_bullish", bar.authorBullish());
        record.put("author_bearish", bar.authorBearish());
        record.put("by_source", bar.bySource());
        record.put("complete", bar.complete());
        record.put("updated_at", bar.updatedAt().toEpochMilli());
        return record;
    }

    @Override
    protected SentimentBar fromGeneric(GenericRecord record) {
        Map<String, Integer> bySource = new TreeMap<>();
        ((Map<?, ?>) record.get("by_source"))
                .forEach((source, posts) -> bySource.put(source.toString(), (Integer) posts));
        return new SentimentBar(
                string(record, "symbol"),
                Interval.of(string(record, "interval")),
                instant(record, "start"),
                (Integer) record.get("posts"),
                (Integer) record.get("originals"),
                (Integer) record.get("noise"),
                (Integer) record.get("authors"),
                (Integer) record.get("positive"),
                (Integer) record.get("neutral"),
                (Integer) record.get("negative"),
                (Integer) record.get("mixed"),
                (Double) record.get("score_mean"),
                (Double) record.get("score_stddev"),
                (Double) record.get("score_weighted"),
                (Integer) record.get("author_bullish"),
                (Integer) record.get("author_bearish"),
                bySource,
                (Boolean) record.get("complete"),
                instant(record, "updated_at"));
    }
}
