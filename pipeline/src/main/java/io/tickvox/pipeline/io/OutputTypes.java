package io.tickvox.pipeline.io;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AvroCodec;
import io.tickvox.model.PriceBar;
import io.tickvox.model.PriceBarCodec;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.ScoredMentionCodec;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.SentimentBarCodec;
import io.tickvox.store.PostChange;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The types of what operators emit to sinks and to the next task. */
public final class OutputTypes {
    public static final RecordType<Quote> QUOTE = new RecordType<>(Quote.class, new OfQuote());
    public static final RecordType<SentimentBar> SENTIMENT_BAR =
            new RecordType<>(SentimentBar.class, new OfSentimentBar());
    public static final RecordType<ScoredMention> SCORED_MENTION =
            new RecordType<>(ScoredMention.class, new OfScoredMention());
    public static final RecordType<Rejection> REJECTION = new RecordType<>(Rejection.class, new OfRejection());
    public static final RecordType<AccountChange> ACCOUNT_CHANGE =
            new RecordType<>(AccountChange.class, new OfAccountChange());
    public static final RecordType<PriceBar> PRICE_BAR = new RecordType<>(PriceBar.class, new OfPriceBar());
    public static final RecordType<PostChange> POST_CHANGE =
            new RecordType<>(PostChange.class, new PostChangeSerializer());

    private OutputTypes() {}

    /** Quotes between tasks. */
    public static final class OfQuote extends RecordSerializer<Quote> {
        private static final long serialVersionUID = 1;

        @Override
        public void serialize(Quote quote, DataOutputView out) throws IOException {
            NormalisedSerializer.writeQuote(quote, out);
        }

        @Override
        public Quote deserialize(DataInputView in) throws IOException {
            return NormalisedSerializer.readQuote(in);
        }
    }

    /** Rejections between tasks. */
    public static final class OfRejection extends RecordSerializer<Rejection> {
        private static final long serialVersionUID = 1;

        @Override
        public void serialize(Rejection rejection, DataOutputView out) throws IOException {
            NormalisedSerializer.writeRejection(rejection, out);
        }

        @Override
        public Rejection deserialize(DataInputView in) throws IOException {
            return NormalisedSerializer.readRejection(in);
        }
    }

    /** Changes of accounts between tasks. */
    public static final class OfAccountChange extends RecordSerializer<AccountChange> {
        private static final long serialVersionUID = 1;

        @Override
        public void serialize(AccountChange change, DataOutputView out) throws IOException {
            NormalisedSerializer.writeAccountChange(change, out);
        }

        @Override
        public AccountChange deserialize(DataInputView in) throws IOException {
            return NormalisedSerializer.readAccountChange(in);
        }
    }

    /** Records that have an Avro form, by that form. */
    abstract static class OfAvro<T> extends RecordSerializer<T> {
        private static final long serialVersionUID = 1;

        private transient @Nullable AvroCodec<T> codec;

        abstract AvroCodec<T> newCodec();

        @Override
        public final void serialize(T value, DataOutputView out) throws IOException {
            byte[] bytes = codec().encode(value);
            writeVar(bytes.length, out);
            out.write(bytes);
        }

        @Override
        public final T deserialize(DataInputView in) throws IOException {
            byte[] bytes = new byte[(int) readVar(in)];
            in.readFully(bytes);
            return codec().decode(bytes);
        }

        private AvroCodec<T> codec() {
            AvroCodec<T> known = codec;
            if (known == null) {
                known = newCodec();
                codec = known;
            }
            return known;
        }
    }

    /** Scored mentions between tasks. */
    public static final class OfScoredMention extends OfAvro<ScoredMention> {
        private static final long serialVersionUID = 1;

        @Override
        AvroCodec<ScoredMention> newCodec() {
            return new ScoredMentionCodec();
        }
    }

    /** Sentiment bars between tasks. */
    public static final class OfSentimentBar extends OfAvro<SentimentBar> {
        private static final long serialVersionUID = 1;

        @Override
        AvroCodec<SentimentBar> newCodec() {
            return new SentimentBarCodec();
        }
    }

    /** Price bars between tasks. */
    public static final class OfPriceBar extends OfAvro<PriceBar> {
        private static final long serialVersionUID = 1;

        @Override
        AvroCodec<PriceBar> newCodec() {
            return new PriceBarCodec();
        }
    }
}
