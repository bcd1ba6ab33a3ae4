package io.tickvox.store.export;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;

/** Values as text. */
final class Texts {
    private static final String BASE64 = "base64:";

    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

    private Texts() {}

    /** ISO-8601 in UTC with milliseconds, for example {@code 2014-01-02T05:00:00.000Z}. */
    static String of(Instant at) {
        return INSTANT.format(at);
    }

    /** The text whose UTF-8 form {@code bytes} are; if there is none, {@code base64:} and the bytes in Base64. */
    static String of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!text.startsWith(BASE64)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            return BASE64 + Base64.getEncoder().encodeToString(bytes);
        }
        return BASE64 + Base64.getEncoder().encodeToString(bytes);
    }
}
