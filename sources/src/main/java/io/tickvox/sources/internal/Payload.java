package io.tickvox.sources.internal;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An envelope on its way through a mapper: what was received, where it landed, and who takes the records. */
public final class Payload {
    /** How far a source's clock may be ahead of ours: beyond any mistake about zones. */
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);

    private final Envelope envelope;
    private final String position;
    private final Consumer<? super Normalised> out;

    public Payload(Envelope envelope, String position, Consumer<? super Normalised> out) {
        this.envelope = envelope;
        String own = envelope.position();
        this.position = own != null ? own : position;
        this.out = out;
    }

    public String source() {
        return envelope.source();
    }

    public String stream() {
        return envelope.stream();
    }

    public Instant observedAt() {
        return envelope.observedAt();
    }

    public byte[] bytes() {
        return envelope.payload();
    }

    public void emit(Normalised record) {
        out.accept(record);
    }

    /** Rejects the payload as a whole. */
    public void reject(Rejection.Reason reason, String message) {
        out.accept(new Rejection(source(), position, observedAt(), reason, message, bytes()));
    }

    /** Rejects the {@code ordinal}-th part of the payload, counted from 0, which is {@code part}. */
    public void reject(int ordinal, Rejection.Reason reason, String message, byte[] part) {
        out.accept(new Rejection(source(), position + "#" + ordinal, observedAt(), reason, message, part));
    }

    /**
     * Emits what {@code record} gives, if anything; where it finds the payload unreadable, rejects the payload, or its
     * part if {@code part} gives one. Failures of the taker of the records pass through.
     */
    public void map(int ordinal, @Nullable Supplier<byte[]> part, Supplier<? extends @Nullable Normalised> record) {
        mapAll(ordinal, part, () -> {
            Normalised result = record.get();
            return result == null ? List.of() : List.of(result);
        });
    }

    /** As {@link #map}, where a part can give several records. */
    public void mapAll(
            int ordinal, @Nullable Supplier<byte[]> part, Supplier<? extends List<? extends Normalised>> records) {
        List<? extends Normalised> found;
        try {
            found = records.get();
        } catch (UnreadableException e) {
            rejectPart(ordinal, part, e.reason(), e.getMessage());
            return;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            // The model's records state their own bounds, so that these need not be repeated in each mapper.
            rejectPart(ordinal, part, Rejection.Reason.INVALID_FIELD, e.getMessage());
            return;
        }
        for (Normalised record : found) {
            Instant at = at(record);
            if (isLive() && at.isAfter(observedAt().plus(FARTHEST_AHEAD))) {
                rejectPart(
                        ordinal,
                        part,
                        Rejection.Reason.INVALID_FIELD,
                        "Cannot take what happens only at " + at + ": it was seen at " + observedAt()
                                + ". One of the clocks is wrong, the source's or this machine's");
            } else {
                emit(record);
            }
        }
    }

    /** Whether it came as it was said: what is read from a place of its own may be of any time. */
    private boolean isLive() {
        return envelope.position() == null;
    }

    /** When what {@code record} tells was written or traded. */
    private Instant at(Normalised record) {
        if (record instanceof Post post) {
            return post.createdAt();
        }
        return record instanceof Quote quote ? quote.at() : observedAt();
    }

    private void rejectPart(
            int ordinal, @Nullable Supplier<byte[]> part, Rejection.Reason reason, @Nullable String message) {
        String text = message == null ? reason.name() : message;
        if (part == null) {
            reject(reason, text);
        } else {
            reject(ordinal, reason, text, part.get());
        }
    }
}
