package io.tickvox.pipeline.io;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Deletion;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Normalised records between tasks. */
public final class NormalisedSerializer extends RecordSerializer<Normalised> {
    private static final long serialVersionUID = 1;

    private static final int POST = 0;
    private static final int QUOTE = 1;
    private static final int DELETION = 2;
    private static final int REJECTION = 3;
    private static final int HEARTBEAT = 4;
    private static final int ACCOUNT_CHANGE = 5;

    private static final PostKind[] POST_KINDS = PostKind.values();
    private static final AuthorLabel[] AUTHOR_LABELS = AuthorLabel.values();
    private static final Quote.Kind[] QUOTE_KINDS = Quote.Kind.values();
    private static final Interval[] INTERVALS = Interval.values();
    private static final Rejection.Reason[] REASONS = Rejection.Reason.values();
    private static final AccountChange.Standing[] STANDINGS = AccountChange.Standing.values();

    @Override
    public void serialize(Normalised value, DataOutputView out) throws IOException {
        if (value instanceof Post post) {
            out.writeByte(POST);
            writePost(post, out);
        } else if (value instanceof Quote quote) {
            out.writeByte(QUOTE);
            writeQuote(quote, out);
        } else if (value instanceof Deletion deletion) {
            out.writeByte(DELETION);
            writeString(deletion.source(), out);
            writeString(deletion.postId(), out);
            out.writeLong(deletion.at().toEpochMilli());
            out.writeLong(deletion.observedAt().toEpochMilli());
        } else if (value instanceof Rejection rejection) {
            out.writeByte(REJECTION);
            writeRejection(rejection, out);
        } else if (value instanceof Heartbeat heartbeat) {
            out.writeByte(HEARTBEAT);
            writeString(heartbeat.source(), out);
            out.writeLong(heartbeat.at().toEpochMilli());
        } else if (value instanceof AccountChange change) {
            out.writeByte(ACCOUNT_CHANGE);
            writeAccountChange(change, out);
        }
    }

    @Override
    public Normalised deserialize(DataInputView in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case POST -> readPost(in);
            case QUOTE -> readQuote(in);
            case DELETION -> new Deletion(readName(in), readString(in), instant(in), instant(in));
            case REJECTION -> readRejection(in);
            case HEARTBEAT -> new Heartbeat(readString(in), instant(in));
            case ACCOUNT_CHANGE -> readAccountChange(in);
            default -> throw new IOException("Invalid record: unknown type " + type);
        };
    }

    static void writeAccountChange(AccountChange change, DataOutputView out) throws IOException {
        writeString(change.source(), out);
        writeString(change.authorId(), out);
        out.writeByte(change.standing().ordinal());
        out.writeLong(change.at().toEpochMilli());
        out.writeLong(change.observedAt().toEpochMilli());
    }

    static AccountChange readAccountChange(DataInputView in) throws IOException {
        return new AccountChange(readName(in), readString(in), STANDINGS[in.readByte()], instant(in), instant(in));
    }

    static void writePost(Post post, DataOutputView out) throws IOException {
        writeString(post.source(), out);
        writeString(post.postId(), out);
        writeString(post.authorId(), out);
        writeString(post.authorName(), out);
        writeCount(post.authorFollowers(), out);
        out.writeLong(post.createdAt().toEpochMilli());
        out.writeLong(post.observedAt().toEpochMilli());
        writeString(post.text(), out);
        writeString(post.lang(), out);
        writeString(post.url(), out);
        out.writeByte(post.kind().ordinal());
        writeString(post.parentId(), out);
        writeString(post.copyOf(), out);
        writeCount(post.likes(), out);
        writeCount(post.reposts(), out);
        writeCount(post.replies(), out);
        writeCount(post.quotes(), out);
        writeCount(post.views(), out);
        writeVar(post.symbols().size(), out);
        for (String symbol : post.symbols()) {
            writeString(symbol, out);
        }
        writeAuthorLabel(post.authorLabel(), out);
        writeString(post.thread(), out);
        writeVar(post.version(), out);
    }

    static Post readPost(DataInputView in) throws IOException {
        String source = readName(in);
        String postId = readString(in);
        String authorId = readNullableString(in);
        String authorName = readNullableString(in);
        Long followers = readCount(in);
        Instant createdAt = instant(in);
        Instant observedAt = instant(in);
        return Post.builder(source, postId, createdAt, observedAt)
                .author(authorId, authorName, followers)
                .text(readString(in))
                .lang(readNullableName(in))
                .url(readNullableString(in))
                .kind(POST_KINDS[in.readByte()])
                .parentId(readNullableString(in))
                .copyOf(readNullableString(in))
                .likes(readCount(in))
                .reposts(readCount(in))
                .replies(readCount(in))
                .quotes(readCount(in))
                .views(readCount(in))
                .symbols(readNames(in))
                .authorLabel(readAuthorLabel(in))
                .thread(readNullableString(in))
                .version(readVar(in))
                .build();
    }

    static void writeAuthorLabel(@Nullable AuthorLabel label, DataOutputView out) throws IOException {
        out.writeByte(label == null ? -1 : label.ordinal());
    }

    static @Nullable AuthorLabel readAuthorLabel(DataInputView in) throws IOException {
        int ordinal = in.readByte();
        return ordinal < 0 ? null : AUTHOR_LABELS[ordinal];
    }

    static void writeQuote(Quote quote, DataOutputView out) throws IOException {
        Interval interval = quote.interval();
        Double volume = quote.volume();
        writeString(quote.source(), out);
        writeString(quote.symbol(), out);
        out.writeByte(quote.kind().ordinal());
        out.writeByte(interval == null ? -1 : interval.ordinal());
        out.writeLong(quote.at().toEpochMilli());
        out.writeLong(quote.observedAt().toEpochMilli());
        writeVar(quote.ordinal(), out);
        out.writeDouble(quote.open());
        out.writeDouble(quote.high());
        out.writeDouble(quote.low());
        out.writeDouble(quote.close());
        out.writeDouble(volume == null ? Double.NaN : volume);
    }

    static Quote readQuote(DataInputView in) throws IOException {
        String source = readName(in);
        String symbol = readName(in);
        Quote.Kind kind = QUOTE_KINDS[in.readByte()];
        int interval = in.readByte();
        Instant at = instant(in);
        Instant observedAt = instant(in);
        int ordinal = (int) readVar(in);
        double open = in.readDouble();
        double high = in.readDouble();
        double low = in.readDouble();
        double close = in.readDouble();
        double volume = in.readDouble();
        return new Quote(
                source,
                symbol,
                kind,
                interval < 0 ? null : INTERVALS[interval],
                at,
                observedAt,
                ordinal,
                open,
                high,
                low,
                close,
                Double.isNaN(volume) ? null : Double.valueOf(volume));
    }

    static void writeRejection(Rejection rejection, DataOutputView out) throws IOException {
        writeString(rejection.source(), out);
        writeString(rejection.position(), out);
        out.writeLong(rejection.observedAt().toEpochMilli());
        out.writeByte(rejection.reason().ordinal());
        writeString(rejection.message(), out);
        writeVar(rejection.payload().length, out);
        out.write(rejection.payload());
    }

    static Rejection readRejection(DataInputView in) throws IOException {
        String source = readString(in);
        String position = readString(in);
        Instant observedAt = instant(in);
        Rejection.Reason reason = REASONS[in.readByte()];
        String message = readString(in);
        byte[] payload = new byte[(int) readVar(in)];
        in.readFully(payload);
        return new Rejection(source, position, observedAt, reason, message, payload);
    }

    static Instant instant(DataInputView in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }
}
