package io.tickvox.model;

import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Scored mentions in Avro, written without generic records: there are several for each post. */
public final class ScoredMentionCodec extends AvroCodec<ScoredMention> {
    private final AvroOutput out = new AvroOutput(fingerprint());

    public ScoredMentionCodec() {
        super("scored-mention", 1);
    }

    @Override
    public byte[] encode(ScoredMention value) {
        Mention mention = value.mention();
        AuthorLabel authorLabel = mention.authorLabel();
        return out.start()
                .string(mention.source())
                .string(mention.postId())
                .string(mention.symbol())
                .number(mention.createdAt().toEpochMilli())
                .number(mention.observedAt().toEpochMilli())
                .string(mention.link().id())
                .real(mention.linkConfidence())
                .string(mention.linkReason())
                .real(mention.score())
                .real(mention.pPositive())
                .real(mention.pNeutral())
                .real(mention.pNegative())
                .real(mention.noise())
                .string(mention.label().id())
                .optional(authorLabel == null ? null : authorLabel.id())
                .real(mention.weight())
                .string(mention.model())
                .optional(value.authorName())
                .string(value.text())
                .optional(value.url())
                .string(value.kind().id())
                .optional(value.copyOf())
                .bool(value.deleted())
                .finish();
    }

    @Override
    protected GenericRecord toGeneric(ScoredMention value) {
        Mention mention = value.mention();
        AuthorLabel authorLabel = mention.authorLabel();
        GenericRecord record = new GenericData.Record(schema);
        record.put("source", mention.source());
        record.put("post_id", mention.postId());
        record.put("symbol", mention.symbol());
        record.put("created_at", mention.createdAt().toEpochMilli());
        record.put("observed_at", mention.observedAt().toEpochMilli());
        record.put("link", mention.link().id());
        record.put("link_confidence", mention.linkConfidence());
        record.put("link_reason", mention.linkReason());
        record.put("score", mention.score());
        record.put("p_positive", mention.pPositive());
        record.put("p_neutral", mention.pNeutral());
        record.put("p_negative", mention.pNegative());
        record.put("noise", mention.noise());
        record.put("label", mention.label().id());
        record.put("author_label", authorLabel == null ? null : authorLabel.id());
        record.put("weight", mention.weight());
        record.put("model", mention.model());
        record.put("author_name", value.authorName());
        record.put("text", value.text());
        record.put("url", value.url());
        record.put("kind", value.kind().id());
        record.put("copy_of", value.copyOf());
        record.put("deleted", value.deleted());
        return record;
    }

    @Override
    protected ScoredMention fromGeneric(GenericRecord record) {
        String authorLabel = nullableString(record, "author_label");
        Mention mention = new Mention(
                string(record, "source"),
                string(record, "post_id"),
                string(record, "symbol"),
                instant(record, "created_at"),
                instant(record, "observed_at"),
                LinkKind.of(string(record, "link")),
                (Double) record.get("link_confidence"),
                string(record, "link_reason"),
                (Double) record.get("score"),
                (Double) record.get("p_positive"),
                (Double) record.get("p_neutral"),
                (Double) record.get("p_negative"),
                (Double) record.get("noise"),
                Label.of(string(record, "label")),
                authorLabel == null ? null : AuthorLabel.of(authorLabel),
                (Double) record.get("weight"),
                string(record, "model"));
        return new ScoredMention(
                mention,
                nullableString(record, "author_name"),
                string(record, "text"),
                nullableString(record, "url"),
                PostKind.of(string(record, "kind")),
                nullableString(record, "copy_of"),
                (Boolean) record.get("deleted"));
    }
}
