package io.tickvox.server;

import io.javalin.http.Context;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's parameters, checked. What is wrong with one is an {@link ErrorCode#INVALID_ARGUMENT}. */
final class Parameters {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9.^=-]{0,15}");
    private static final int MAX_SHOWN = 100;
    private static final int MAX_SYMBOLS = 1_000;

    /** First and last instants that the database's own type and every client can hold. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final Context context;

    private Parameters(Context context) {
        this.context = context;
    }

    /**
     * Those of {@code context}'s request.
     *
     * @param known names of the parameters that its path takes after the question mark
     * @throws TickvoxException if there is another, or one twice
     */
    static Parameters of(Context context, String... known) {
        List<String> names = List.of(known);
        context.queryParamMap().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw new TickvoxException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Unknown parameter '" + shown(name) + "': expected "
                                + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
            if (values.size() > 1) {
                throw invalid(name, values.get(1), "it only once");
            }
        });
        return new Parameters(context);
    }

    /** The ticker in the path, in upper case. */
    String pathSymbol() {
        return symbol("symbol", context.pathParam("symbol"));
    }

    /** A part of the path that is an id, of at most {@code max} characters. */
    String pathText(String name, int max) {
        return text(name, context.pathParam(name), max);
    }

    String requiredSymbol(String name) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank()) {
            throw invalid(name, "", "a ticker such as AAPL");
        }
        return symbol(name, value);
    }

    /** Tickers with commas between; null where none are named. */
    @Nullable
    List<String> symbols(String name) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        List<String> symbols = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> symbol(name, part))
                .distinct()
                .toList();
        if (symbols.size() > MAX_SYMBOLS) {
            throw invalid(name, value, "at most " + MAX_SYMBOLS + " tickers");
        }
        return symbols;
    }

    String text(String name, int max) {
        String value = context.queryParam(name);
        return value == null ? "" : text(name, value.strip(), max);
    }

    int limit(int otherwise, int max) {
        String value = context.queryParam("limit");
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int limit = Integer.parseInt(value.strip());
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw invalid("limit", value, "a whole number 1.." + max);
        }
        throw invalid("limit", value, "a whole number 1.." + max);
    }

    /** An instant, or the start of a date in UTC; null where there is none. */
    @Nullable
    Instant instant(String name) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            Instant at = value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            if (!at.isBefore(FIRST) && !at.isAfter(LAST)) {
                return at;
            }
        } catch (DateTimeException e) {
            throw invalid(name, value, "an instant such as 2014-01-02T14:30:00Z or a date such as 2014-01-02");
        }
        throw invalid(name, value, "a time between 1900 and 2200");
    }

    /** The value of {@code name} as {@code parse} reads it, or {@code otherwise} where there is none. */
    <T> T choice(String name, Function<String, T> parse, T otherwise) {
        T chosen = choice(name, parse);
        return chosen == null ? otherwise : chosen;
    }

    /** The value of {@code name} as {@code parse} reads it; null where there is none. */
    <T> @Nullable T choice(String name, Function<String, T> parse) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return parse.apply(value.strip());
        } catch (IllegalArgumentException e) {
            throw new TickvoxException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
        }
    }

    static TickvoxException invalid(String name, String value, String expected) {
        return new TickvoxException(
                ErrorCode.INVALID_ARGUMENT, "Invalid " + name + " '" + shown(value) + "': expected " + expected);
    }

    private static String symbol(String name, String value) {
        String symbol = value.strip().toUpperCase(Locale.ROOT);
        if (!SYMBOL.matcher(symbol).matches()) {
            throw invalid(name, value, "a ticker such as AAPL or BRK.B");
        }
        return symbol;
    }

    private static String text(String name, String value, int max) {
        if (value.length() > max || value.indexOf('\0') >= 0) {
            throw invalid(name, value, "at most " + max + " characters, none of them NUL");
        }
        return value;
    }

    private static String shown(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }
}
