package io.tickvox.pipeline.io;

import io.tickvox.model.Label;
import io.tickvox.model.Quote;
import io.tickvox.pipeline.core.CopyGroup;
import io.tickvox.pipeline.core.LongCounts;
import io.tickvox.pipeline.core.Partial;
import io.tickvox.pipeline.core.PriceCell;
import io.tickvox.pipeline.core.PriceFeed;
import io.tickvox.pipeline.core.PriceSummary;
import io.tickvox.pipeline.core.Seen;
import io.tickvox.pipeline.core.SentimentAccumulator;
import io.tickvox.pipeline.core.SentimentCell;
import io.tickvox.pipeline.core.Statement;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The forms that the operators keep in state, one class each. */
public final class StateSerializers {
    private static final int VERSION = 1;
    private static final int UNPACKED = -1;
    private static final Label[] LABELS = Label.values();

    private StateSerializers() {}

    private static void readVersion(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("Invalid state of version " + version + ": expected " + VERSION);
        }
    }

    /** {@link Seen} in state. */
    public static final class OfSeen extends RecordSerializer<Seen> {
        private static final long serialVersionUID = 1;

        @Override
        public void serialize(Seen seen, DataOutputView target) throws IOException {
            DataOutputSerializer out = buffer();
            out.writeByte(VERSION);
            out.writeLong(seen.group());
            out.writeLong(seen.createdAt());
            PostEventSerializer.writeRevision(seen.revision(), out);
            out.writeLong(seen.firstObservedAt());
            out.writeBoolean(seen.deleted());
            target.write(out.getSharedBuffer(), 0, out.length());
        }

        @Override
        public Seen deserialize(DataInputView in) throws IOException {
            readVersion(in);
            return new Seen(
                    in.readLong(),
                    in.readLong(),
                    PostEventSerializer.readRevision(in),
                    in.readLong(),
                    in.readBoolean());
        }
    }

    /** {@link KeptGroup} in state. */
    public static final class OfKeptGroup extends RecordSerializer<KeptGroup> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public KeptGroup copy(KeptGroup from) {
            return from.packed() != null
                    ? from
                    : KeptGroup.of(new CopyGroup(new ArrayList<>(from.group().members())));
        }

        @Override
        public void serialize(KeptGroup kept, DataOutputView target) throws IOException {
            byte[] packed = kept.packed();
            target.writeByte(VERSION);
            target.writeInt(packed == null ? UNPACKED : packed.length);
            if (packed != null) {
                target.write(packed);
                return;
            }
            DataOutputSerializer out = buffer();
            writeGroup(kept.group(), out);
            target.write(out.getSharedBuffer(), 0, out.length());
        }

        @Override
        public KeptGroup deserialize(DataInputView in) throws IOException {
            readVersion(in);
            int length = in.readInt();
            if (length == UNPACKED) {
                return KeptGroup.of(readGroup(in));
            }
            byte[] packed = new byte[length];
            in.readFully(packed);
            return KeptGroup.ofPacked(packed);
        }
    }

    static void writeGroup(CopyGroup group, DataOutputView out) throws IOException {
        RecordSerializer.writeVar(group.members().size(), out);
        for (Statement statement : group.members()) {
            OfStatement.write(statement, out);
        }
    }

    static CopyGroup readGroup(DataInputView in) throws IOException {
        int n = (int) RecordSerializer.readVar(in);
        List<Statement> members = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            members.add(OfStatement.read(in));
        }
        return new CopyGroup(members);
    }

    /** {@link Statement} within a group. */
    private static final class OfStatement {
        static void write(Statement statement, DataOutputView out) throws IOException {
            RecordSerializer.writeString(statement.source(), out);
            RecordSerializer.writeString(statement.postId(), out);
            out.writeLong(statement.content());
            out.writeLong(statement.createdAt());
            out.writeLong(statement.author());
            out.writeByte((statement.repost() ? 1 : 0) | (statement.groupable() ? 2 : 0) | (statement.noise() ? 4 : 0));
            NormalisedSerializer.writeAuthorLabel(statement.authorLabel(), out);
            int n = statement.symbols().length;
            RecordSerializer.writeVar(n, out);
            for (int i = 0; i < n; i++) {
                RecordSerializer.writeString(statement.symbols()[i], out);
                RecordSerializer.writeVar(statement.scores()[i], out);
                RecordSerializer.writeVar(statement.weights()[i], out);
                out.writeByte(statement.labels()[i].ordinal());
            }
        }

        static Statement read(DataInputView in) throws IOException {
            String source = RecordSerializer.readName(in);
            String postId = RecordSerializer.readString(in);
            long content = in.readLong();
            long createdAt = in.readLong();
            long author = in.readLong();
            int flags = in.readByte();
            var authorLabel = NormalisedSerializer.readAuthorLabel(in);
            int n = (int) RecordSerializer.readVar(in);
            String[] symbols = new String[n];
            int[] scores = new int[n];
            int[] weights = new int[n];
            Label[] labels = new Label[n];
            for (int i = 0; i < n; i++) {
                symbols[i] = RecordSerializer.readName(in);
                scores[i] = (int) RecordSerializer.readVar(in);
                weights[i] = (int) RecordSerializer.readVar(in);
                labels[i] = LABELS[in.readByte()];
            }
            return new Statement(
                    source,
                    postId,
                    content,
                    createdAt,
                    author,
                    (flags & 1) != 0,
                    (flags & 2) != 0,
                    (flags & 4) != 0,
                    authorLabel,
                    symbols,
                    scores,
                    weights,
                    labels);
        }
    }

    /** {@link Partial} between tasks. */
    public static final class OfPartial extends RecordSerializer<Partial> {
        private static final long serialVersionUID = 1;

        @Override
        public void serialize(Partial partial, DataOutputView out) throws IOException {
            writeString(partial.symbol(), out);
            out.writeLong(partial.minute());
            SentimentAccumulator sums = partial.sums();
            out.writeBoolean(sums != null);
            if (sums != null) {
                writeSums(sums, out);
            }
        }

        @Override
        public Partial deserialize(DataInputView in) throws IOException {
            return new Partial(readName(in), in.readLong(), in.readBoolean() ? readSums(in) : null);
        }
    }

    /** {@link SentimentCell} in state. */
    public static final class OfSentimentCell extends RecordSerializer<SentimentCell> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public SentimentCell copy(SentimentCell from) {
            return new SentimentCell(from.sums().copy(), from.complete());
        }

        @Override
        public void serialize(SentimentCell cell, DataOutputView target) throws IOException {
            DataOutputSerializer out = buffer();
            out.writeByte(VERSION);
            out.writeBoolean(cell.complete());
            writeSums(cell.sums(), out);
            target.write(out.getSharedBuffer(), 0, out.length());
        }

        @Override
        public SentimentCell deserialize(DataInputView in) throws IOException {
            readVersion(in);
            boolean complete = in.readBoolean();
            return new SentimentCell(readSums(in), complete);
        }
    }

    private static void writeSums(SentimentAccumulator sums, DataOutputView out) throws IOException {
        long[] totals = sums.totals();
        for (long total : totals) {
            RecordSerializer.writeVar(total, out);
        }
        LongCounts authors = sums.authors();
        long[] flat = authors.toArray();
        RecordSerializer.writeVar(flat.length, out);
        for (int i = 0; i < flat.length; i += 2) {
            out.writeLong(flat[i]);
            RecordSerializer.writeVar(flat[i + 1], out);
        }
        RecordSerializer.writeVar(sums.bySource().size(), out);
        for (var entry : sums.bySource().entrySet()) {
            RecordSerializer.writeString(entry.getKey(), out);
            RecordSerializer.writeVar(entry.getValue(), out);
        }
    }

    private static SentimentAccumulator readSums(DataInputView in) throws IOException {
        long[] totals = new long[SentimentAccumulator.TOTALS];
        for (int i = 0; i < totals.length; i++) {
            totals[i] = RecordSerializer.readVar(in);
        }
        SentimentAccumulator sums = SentimentAccumulator.ofTotals(totals);
        int n = (int) RecordSerializer.readVar(in);
        for (int i = 0; i < n; i += 2) {
            sums.authors().add(in.readLong(), (int) RecordSerializer.readVar(in));
        }
        int sources = (int) RecordSerializer.readVar(in);
        for (int i = 0; i < sources; i++) {
            sums.bySource().put(RecordSerializer.readName(in), (int) RecordSerializer.readVar(in));
        }
        return sums;
    }

    /** {@link PriceCell} in state. */
    public static final class OfPriceCell extends RecordSerializer<PriceCell> {
        private static final long serialVersionUID = 1;

        @Override
        public void serialize(PriceCell cell, DataOutputView target) throws IOException {
            DataOutputSerializer out = buffer();
            out.writeByte(VERSION);
            out.writeBoolean(cell.complete());
            PriceSummary folded = cell.folded();
            out.writeBoolean(folded != null);
            if (folded != null) {
                writeSummary(folded, out);
            }
            writeVar(cell.feeds().size(), out);
            for (var entry : cell.feeds().entrySet()) {
                writeString(entry.getKey(), out);
                writeFeed(entry.getValue(), out);
            }
            target.write(out.getSharedBuffer(), 0, out.length());
        }

        @Override
        public PriceCell deserialize(DataInputView in) throws IOException {
            readVersion(in);
            boolean complete = in.readBoolean();
            PriceSummary folded = in.readBoolean() ? readSummary(in) : null;
            SortedMap<String, PriceFeed> feeds = new TreeMap<>();
            int n = (int) readVar(in);
            for (int i = 0; i < n; i++) {
                feeds.put(readString(in), readFeed(in));
            }
            return new PriceCell(feeds, folded, complete);
        }

        private static void writeSummary(PriceSummary summary, DataOutputView out) throws IOException {
            writeString(summary.source(), out);
            out.writeDouble(summary.open());
            out.writeDouble(summary.high());
            out.writeDouble(summary.low());
            out.writeDouble(summary.close());
            writeDecimal(summary.volume(), out);
            writeCount(summary.trades(), out);
            writeDecimal(summary.notional(), out);
        }

        private static PriceSummary readSummary(DataInputView in) throws IOException {
            return new PriceSummary(
                    readString(in),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    readDecimal(in),
                    readCount(in),
                    readDecimal(in));
        }

        private static void writeFeed(PriceFeed feed, DataOutputView out) throws IOException {
            writeQuote(feed.reported(), out);
            writeQuote(feed.first(), out);
            writeQuote(feed.last(), out);
            out.writeDouble(feed.high());
            out.writeDouble(feed.low());
            writeVar(feed.trades(), out);
            writeDecimal(feed.volume(), out);
            writeDecimal(feed.notional(), out);
        }

        private static PriceFeed readFeed(DataInputView in) throws IOException {
            return new PriceFeed(
                    readQuote(in),
                    readQuote(in),
                    readQuote(in),
                    in.readDouble(),
                    in.readDouble(),
                    readVar(in),
                    java.util.Objects.requireNonNull(readDecimal(in)),
                    java.util.Objects.requireNonNull(readDecimal(in)));
        }

        private static void writeQuote(@Nullable Quote quote, DataOutputView out) throws IOException {
            out.writeBoolean(quote != null);
            if (quote != null) {
                NormalisedSerializer.writeQuote(quote, out);
            }
        }

        private static @Nullable Quote readQuote(DataInputView in) throws IOException {
            return in.readBoolean() ? NormalisedSerializer.readQuote(in) : null;
        }

        private static void writeDecimal(@Nullable BigDecimal value, DataOutputView out) throws IOException {
            byte[] unscaled =
                    value == null ? new byte[0] : value.unscaledValue().toByteArray();
            writeVar(unscaled.length, out);
            if (value != null) {
                out.write(unscaled);
                writeVar(value.scale(), out);
            }
        }

        private static @Nullable BigDecimal readDecimal(DataInputView in) throws IOException {
            int length = (int) readVar(in);
            if (length == 0) {
                return null;
            }
            byte[] unscaled = new byte[length];
            in.readFully(unscaled);
            return new BigDecimal(new BigInteger(unscaled), (int) readVar(in));
        }
    }
}
