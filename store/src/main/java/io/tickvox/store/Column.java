package io.tickvox.store;

import io.tickvox.model.Chars;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch: how its values are taken from the rows, sent as an array and turned into the table's type.
 *
 * @param name the column's name
 * @param type how it is sent
 * @param value its value in a row
 * @param <T> the row
 */
record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {
    /** The ways of sending a value. */
    enum Type {
        TEXT("text", "%s"),
        INTEGER("int4", "%s"),
        LONG("int8", "%s"),
        DOUBLE("float8", "%s"),
        BOOLEAN("bool", "%s"),
        BYTES("bytea", "%s"),
        /** Milliseconds since 1970: exact as a double for the next hundred thousand years. */
        INSTANT("int8", "to_timestamp(%s / 1000.0::float8)"),
        JSON("text", "%s::jsonb");

        private final String element;
        private final String conversion;

        Type(String element, String conversion) {
            this.element = element;
            this.conversion = conversion;
        }

        /** The type of the array's elements as PostgreSQL names it. */
        String element() {
            return element;
        }

        /** The SQL that turns the element {@code name} into the column's value. */
        String converted(String name) {
            return conversion.formatted(name);
        }

        /** An array for {@code size} elements. */
        Object[] array(int size) {
            return switch (this) {
                case TEXT, JSON -> new String[size];
                case INTEGER -> new Integer[size];
                case LONG, INSTANT -> new Long[size];
                case DOUBLE -> new Double[size];
                case BOOLEAN -> new Boolean[size];
                case BYTES -> new byte[size][];
            };
        }
    }

    static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
        return new Column<>(name, Type.TEXT, row -> storable(value.apply(row)));
    }

    /** Text of ours, which the database can hold as it is. */
    static <T> Column<T> name(String name, Function<T, @Nullable String> value) {
        return new Column<>(name, Type.TEXT, value::apply);
    }

    static <T> Column<T> json(String name, Function<T, String> value) {
        return new Column<>(name, Type.JSON, value::apply);
    }

    static <T> Column<T> integer(String name, Function<T, Integer> value) {
        return new Column<>(name, Type.INTEGER, value::apply);
    }

    static <T> Column<T> integral(String name, Function<T, @Nullable Long> value) {
        return new Column<>(name, Type.LONG, value::apply);
    }

    static <T> Column<T> real(String name, Function<T, @Nullable Double> value) {
        return new Column<>(name, Type.DOUBLE, value::apply);
    }

    static <T> Column<T> bool(String name, Function<T, Boolean> value) {
        return new Column<>(name, Type.BOOLEAN, value::apply);
    }

    static <T> Column<T> bytes(String name, Function<T, byte[]> value) {
        return new Column<>(name, Type.BYTES, value::apply);
    }

    static <T> Column<T> instant(String name, Function<T, @Nullable Instant> value) {
        return new Column<>(name, Type.INSTANT, row -> {
            Instant at = value.apply(row);
            return at == null ? null : at.toEpochMilli();
        });
    }

    /**
     * {@code text} as the database can hold it: it has no U+0000, and halves of surrogate pairs are no characters in
     * UTF-8; the replacement character U+FFFD stands for each.
     */
    static @Nullable String storable(@Nullable String text) {
        return text == null || isStorable(text) ? text : repaired(text);
    }

    private static boolean isStorable(String text) {
        int n = text.length();
        char[] chars = Chars.of(text);
        for (int i = 0; i < n; i++) {
            char c = chars[i];
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)
                    && (Character.isLowSurrogate(c) || ++i == n || !Character.isLowSurrogate(chars[i]))) {
                return false;
            }
        }
        return true;
    }

    private static String repaired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            boolean storable = c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
            out.appendCodePoint(storable ? c : '\uFFFD');
        }
        return out.toString();
    }
}
