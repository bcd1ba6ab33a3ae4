package io.tickvox.text;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text with what is known of it.
 *
 * @param text the full text; HTML entities may be left in it
 * @param lang BCP-47 language by the source; null if unknown
 * @param symbols symbols that the source itself tagged it with, upper case, without {@code $}; evidence, not truth
 * @param createdAt when it was written: symbols change their meaning over time; null if unknown, which means now
 * @param context symbols of the thread or forum that it stands in, in Tickvox's form: linked, with little confidence, where
 *     the text itself names none
 */
public record Document(
        String text,
        @Nullable String lang,
        List<String> symbols,
        @Nullable Instant createdAt,
        List<String> context) {
    public Document {
        Objects.requireNonNull(text, "text");
        symbols = List.copyOf(symbols);
        context = List.copyOf(context);
    }

    /** A text that stands in no thread or forum that tells. */
    public Document(String text, @Nullable String lang, List<String> symbols, @Nullable Instant createdAt) {
        this(text, lang, symbols, createdAt, List.of());
    }

    public static Document of(String text) {
        return new Document(text, null, List.of(), null);
    }
}
