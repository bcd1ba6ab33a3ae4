package io.tickvox.sources.yahoo;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Strings;
import io.tickvox.sources.internal.UnreadableException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The message of Yahoo's streamer, in Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding): fields 1
 * id, 2 price (float), 3 time (sint64, milliseconds), 4 currency, 9 day volume (sint64). Others are skipped.
 *
 * @param id Yahoo's symbol; null if not given
 * @param price the price as the shortest decimal that its 32 bits stand for: 314.765, not 314.7650146484375
 * @param timeMillis milliseconds since 1970; 0 if not given
 * @param currency its code; null if not given
 * @param dayVolume the day's volume so far; -1 if not given
 */
record PricingData(
        @Nullable String id,
        double price,
        long timeMillis,
        @Nullable String currency,
        long dayVolume) {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int FLOAT_DIGITS = 9;

    /**
     * The message in {@code bytes}.
     *
     * @throws UnreadableException {@code MALFORMED} if they hold none
     */
    static PricingData read(byte[] bytes) {
        Reader in = new Reader(bytes);
        String id = null;
        double price = 0;
        long time = 0;
        String currency = null;
        long dayVolume = -1;
        while (in.position < bytes.length) {
            long tag = in.varint();
            switch ((int) (tag >>> 3) << 3 | (int) (tag & 7)) {
                case 1 << 3 | BYTES -> id = in.text();
                case 2 << 3 | FIXED32 -> price = shortest(Float.intBitsToFloat((int) in.fixed(Integer.BYTES)));
                case 3 << 3 | VARINT -> time = zigzag(in.varint());
                case 4 << 3 | BYTES -> currency = in.text();
                case 9 << 3 | VARINT -> dayVolume = zigzag(in.varint());
                default -> in.skip((int) (tag & 7));
            }
        }
        return new PricingData(id, price, time, currency, dayVolume);
    }

    /** The decimal of fewest digits that is {@code value} again in 32 bits. */
    static double shortest(float value) {
        if (!Float.isFinite(value)) {
            return value;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < FLOAT_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.floatValue() == value) {
                return rounded.doubleValue();
            }
        }
        return exact.round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    private static long zigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads the wire format's parts, one after the other. */
    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = bytes[advance(1)];
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw malformed("a number longer than 64 bits");
        }

        /** A number of {@code length} bytes, the least significant first. */
        long fixed(int length) {
            int from = advance(length);
            long value = 0;
            for (int i = length - 1; i >= 0; i--) {
                value = (value << Byte.SIZE) | (bytes[from + i] & 0xff);
            }
            return value;
        }

        String text() {
            long length = varint();
            int from = advance(length);
            return Strings.clean(new String(bytes, from, (int) length, StandardCharsets.UTF_8));
        }

        void skip(int wireType) {
            switch (wireType) {
                case VARINT -> varint();
                case FIXED64 -> advance(Long.BYTES);
                case BYTES -> advance(varint());
                case FIXED32 -> advance(Integer.BYTES);
                default -> throw malformed("wire type " + wireType);
            }
        }

        /** Passes {@code length} bytes; gives where they begin. */
        private int advance(long length) {
            if (length < 0 || length > bytes.length - position) {
                throw malformed("a field cut by the end");
            }
            int from = position;
            position += (int) length;
            return from;
        }

        private static UnreadableException malformed(String found) {
            return new UnreadableException(
                    Rejection.Reason.MALFORMED, "Cannot read frame as pricing data: found " + found);
        }
    }
}
