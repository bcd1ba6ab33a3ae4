package io.tickvox.pipeline.io;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.Revision;
import io.tickvox.pipeline.core.PostEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Post events between tasks. What all mentions of a post share is written once. */
public final class PostEventSerializer extends RecordSerializer<PostEvent> {
    private static final long serialVersionUID = 1;

    private static final int UPSERT = 0;
    private static final int LATE = 1;
    private static final int RETRACT = 2;
    private static final int REMOVE = 3;
    private static final int OBSERVED = 4;
    private static final int NEW = 5;
    private static final int OVERTAKEN = 6;

    private static final LinkKind[] LINK_KINDS = LinkKind.values();
    private static final Label[] LABELS = Label.values();

    @Override
    public void serialize(PostEvent event, DataOutputView out) throws IOException {
        if (event instanceof PostEvent.Upsert upsert) {
            out.writeByte(upsert.isNew() ? NEW : UPSERT);
            out.writeLong(upsert.group());
            writeUnderstood(upsert.post(), upsert.revision(), upsert.fingerprint(), upsert.mentions(), out);
        } else if (event instanceof PostEvent.Late late) {
            out.writeByte(LATE);
            out.writeLong(late.group());
            writeUnderstood(late.post(), late.revision(), late.fingerprint(), late.mentions(), out);
        } else if (event instanceof PostEvent.Retract retract) {
            writeName(RETRACT, retract, out);
            out.writeLong(retract.at());
            writeNames(retract.stillNamed(), out);
        } else if (event instanceof PostEvent.Remove remove) {
            writeName(REMOVE, remove, out);
            out.writeLong(remove.at());
        } else if (event instanceof PostEvent.Observed observed) {
            writeName(OBSERVED, observed, out);
            out.writeLong(observed.firstObservedAt());
        } else if (event instanceof PostEvent.Overtaken overtaken) {
            writeName(OVERTAKEN, overtaken, out);
            out.writeLong(overtaken.createdAt());
            writeNames(overtaken.symbols(), out);
        }
    }

    @Override
    public PostEvent deserialize(DataInputView in) throws IOException {
        int type = in.readByte();
        long group = in.readLong();
        return switch (type) {
            case UPSERT, NEW -> {
                Post post = NormalisedSerializer.readPost(in);
                Revision revision = readRevision(in);
                yield new PostEvent.Upsert(group, post, revision, in.readLong(), readMentions(post, in), type == NEW);
            }
            case LATE -> {
                Post post = NormalisedSerializer.readPost(in);
                Revision revision = readRevision(in);
                yield new PostEvent.Late(group, post, revision, in.readLong(), readMentions(post, in));
            }
            case RETRACT -> new PostEvent.Retract(group, readName(in), readString(in), in.readLong(), readNames(in));
            case REMOVE -> new PostEvent.Remove(group, readName(in), readString(in), in.readLong());
            case OBSERVED -> new PostEvent.Observed(group, readName(in), readString(in), in.readLong());
            case OVERTAKEN ->
                new PostEvent.Overtaken(group, readName(in), readString(in), in.readLong(), readNames(in));
            default -> throw new IOException("Invalid record: unknown type " + type);
        };
    }

    private static void writeName(int type, PostEvent event, DataOutputView out) throws IOException {
        out.writeByte(type);
        out.writeLong(event.group());
        writeString(event.source(), out);
        writeString(event.postId(), out);
    }

    static void writeRevision(Revision revision, DataOutputView out) throws IOException {
        writeVar(revision.version(), out);
        out.writeLong(revision.observedAt());
        out.writeLong(revision.content());
    }

    static Revision readRevision(DataInputView in) throws IOException {
        return new Revision(readVar(in), in.readLong(), in.readLong());
    }

    private static void writeUnderstood(
            Post post, Revision revision, long fingerprint, List<Mention> mentions, DataOutputView out)
            throws IOException {
        NormalisedSerializer.writePost(post, out);
        writeRevision(revision, out);
        out.writeLong(fingerprint);
        writeVar(mentions.size(), out);
        if (!mentions.isEmpty()) {
            writeString(mentions.get(0).model(), out);
            out.writeShort(Fixed.units(mentions.get(0).noise()));
        }
        for (Mention mention : mentions) {
            writeString(mention.symbol(), out);
            out.writeByte(mention.link().ordinal());
            out.writeShort(Fixed.units(mention.linkConfidence()));
            writeString(mention.linkReason(), out);
            out.writeShort(Fixed.units(mention.score()));
            out.writeShort(Fixed.units(mention.pPositive()));
            out.writeShort(Fixed.units(mention.pNeutral()));
            out.writeShort(Fixed.units(mention.pNegative()));
            out.writeByte(mention.label().ordinal());
            writeVar(Fixed.units(mention.weight()), out);
        }
    }

    private static List<Mention> readMentions(Post post, DataInputView in) throws IOException {
        int n = (int) readVar(in);
        if (n == 0) {
            return List.of();
        }
        String model = readName(in);
        double noise = Fixed.value(in.readShort());
        List<Mention> mentions = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            String symbol = readName(in);
            LinkKind link = LINK_KINDS[in.readByte()];
            double confidence = Fixed.value(in.readShort());
            String reason = readString(in);
            double score = Fixed.value(in.readShort());
            double positive = Fixed.value(in.readShort());
            double neutral = Fixed.value(in.readShort());
            double negative = Fixed.value(in.readShort());
            Label label = LABELS[in.readByte()];
            double weight = Fixed.value(readVar(in));
            mentions.add(new Mention(
                    post.source(),
                    post.postId(),
                    symbol,
                    post.createdAt(),
                    post.observedAt(),
                    link,
                    confidence,
                    reason,
                    score,
                    positive,
                    neutral,
                    negative,
                    noise,
                    label,
                    post.authorLabel(),
                    weight,
                    model));
        }
        return mentions;
    }
}
