package io.tickvox.sources;

import io.tickvox.model.Envelope;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import io.tickvox.sources.file.PriceCsvMapper;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.Truncation;
import io.tickvox.sources.internal.Utf8;
import io.tickvox.sources.x.XStatusMapper;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The mapper of all sources: selects by an envelope's source and stream, after what holds for every payload has been seen
 * to: size, text encoding, heartbeats.
 */
public final class Mappers implements Mapper {
    /** Largest payload that is read, in bytes. */
    public static final int MAX_PAYLOAD = 16 << 20;

    private final Mapper xStatus = new XStatusMapper();
    private final Mapper priceCsv = new PriceCsvMapper();

    private Mappers() {}

    /** A mapper for every stream that Tickvox reads; for use by one thread. */
    public static Mapper standard() {
        return new Mappers();
    }

    @Override
    public void map(Envelope envelope, String position, Consumer<? super Normalised> out) {
        byte[] bytes = envelope.payload();
        if (bytes.length > MAX_PAYLOAD) {
            new Payload(envelope, position, out)
                    .reject(
                            Rejection.Reason.TOO_LARGE,
                            "Payload of " + bytes.length + " bytes: at most " + MAX_PAYLOAD + " are read");
            return;
        }
        if (Truncation.marks(envelope)) {
            new Payload(envelope, position, out)
                    .reject(
                            Rejection.Reason.TOO_LARGE,
                            "Payload of " + Truncation.length(envelope) + " bytes, of which the first " + bytes.length
                                    + " are kept: at most " + MAX_PAYLOAD + " are read");
            return;
        }
        int fault = Utf8.check(bytes);
        if (fault == Utf8.TEXT && !isBlank(bytes)) {
            mapText(envelope, position, out);
            return;
        }
        Payload payload = new Payload(envelope, position, out);
        if (fault == Utf8.TEXT) {
            payload.reject(Rejection.Reason.EMPTY, "Payload without content");
        } else if (fault == Utf8.CUT) {
            payload.reject(Rejection.Reason.MALFORMED, "Payload ends within a character");
        } else {
            payload.reject(
                    Rejection.Reason.ENCODING,
                    "Payload is not text in UTF-8: byte 0x" + Integer.toHexString(bytes[fault] & 0xff) + " at offset "
                            + fault);
        }
    }

    private void mapText(Envelope envelope, String position, Consumer<? super Normalised> out) {
        if (envelope.contentType().equals(Envelope.HEARTBEAT)) {
            Payload payload = new Payload(envelope, position, out);
            String at = new String(envelope.payload(), StandardCharsets.UTF_8).strip();
            payload.map(0, null, () -> new Heartbeat(payload.source(), Times.ofIso("heartbeat", at)));
            return;
        }
        Mapper mapper = select(envelope.source(), envelope.stream());
        if (mapper == null) {
            new Payload(envelope, position, out)
                    .reject(
                            Rejection.Reason.UNKNOWN_STREAM,
                            "Cannot find a mapper for stream '" + envelope.stream() + "' of source '"
                                    + envelope.source() + "'");
            return;
        }
        mapper.map(envelope, position, out);
    }

    private @Nullable Mapper select(String source, String stream) {
        return switch (source) {
            case "x" ->
                switch (stream) {
                    case "v1.1" -> xStatus;
                    default -> null;
                };
            case "file" -> stream.equals("prices-daily") ? priceCsv : null;
            default -> null;
        };
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
