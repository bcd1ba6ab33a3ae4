package io.tickvox.app.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a setting is written.
 *
 * @param name the type's name for people, for example {@code duration}
 * @param expected what a valid text looks like, to be read after "expected"
 * @param parser the value of a text; throws {@link IllegalArgumentException} if it is not as expected
 */
public record ValueType<T>(String name, String expected, Function<String, T> parser) {
    private static final Pattern DURATION_FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern ADDRESS_FORM = Pattern.compile("[^\\s:/,]+:\\d{1,5}");
    private static final Pattern PROXY_FORM =
            Pattern.compile("http://(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?/?");
    private static final Pattern CREDENTIAL_FORM = Pattern.compile("[ -~]*");
    private static final Pattern SYMBOL_FORM = Pattern.compile("[A-Z][A-Z0-9.\\-]{0,9}");

    public static final ValueType<String> TEXT = new ValueType<>("text", "a text", text -> text);

    /** What goes into a request as it is; white space around it, such as a file's last line end, is no part of it. */
    public static final ValueType<String> CREDENTIAL = new ValueType<>(
            "credential",
            "printable ASCII characters; look for what came along when it was copied",
            ValueType::printable);

    /** What goes into a request's header as it is. */
    public static final ValueType<String> HEADER =
            new ValueType<>("text", "printable ASCII characters", ValueType::printable);

    public static final ValueType<Path> PATH = new ValueType<>("path", "a path", ValueType::path);

    public static final ValueType<Integer> PORT = wholeNumber("port", 0, 65_535);

    public static final ValueType<Boolean> BOOLEAN = new ValueType<>("boolean", "true or false", ValueType::bool);

    public static final ValueType<Duration> DURATION =
            new ValueType<>("duration", "a number and one of ms, s, m, h, d", ValueType::duration);

    public static final ValueType<List<String>> SYMBOLS =
            new ValueType<>("symbols", "ticker symbols with commas between them, as in AAPL,BRK.B", ValueType::symbols);

    public static final ValueType<String> ADDRESSES = new ValueType<>(
            "addresses", "host:port, several with commas between them", text -> matching(ADDRESS_FORM, text));

    public static final ValueType<String> POSTGRES_URL = new ValueType<>(
            "url", "jdbc:postgresql://host:port/database, without user and password", ValueType::postgresUrl);

    public static final ValueType<String> FLINK_TARGET =
            new ValueType<>("target", "embedded or http://host:port", ValueType::flinkTarget);

    public static final ValueType<String> WEB_ADDRESS =
            new ValueType<>("address", "http://host:port or https://host", text -> webAddress(text, "http", "https"));

    /** Address of an API over HTTP, to which paths and queries are added. */
    public static final ValueType<String> API_ADDRESS = new ValueType<>(
            "address",
            "an address with http or https and without user, password or query",
            text -> webAddress(text, "http", "https"));

    public static final ValueType<String> API_ADDRESSES = new ValueType<>(
            "addresses",
            "addresses with http or https and without user, password or query, with commas between them",
            text -> several(ValueType.API_ADDRESS, text));

    public static final ValueType<String> SOCKET_ADDRESS = new ValueType<>(
            "address",
            "an address with ws or wss and without user, password or query",
            text -> webAddress(text, "ws", "wss"));

    public static final ValueType<String> SOCKET_ADDRESSES = new ValueType<>(
            "addresses",
            "addresses with ws or wss and without user, password or query, with commas between them",
            text -> several(ValueType.SOCKET_ADDRESS, text));

    /** Host names with an underscore are in use among proxies, though no URI has them. */
    public static final ValueType<String> PROXY =
            new ValueType<>("address", "http://host:port without user and password", ValueType::proxy);

    public ValueType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(parser, "parser");
    }

    /** Whole numbers from {@code min} to {@code max}. */
    public static ValueType<Integer> wholeNumber(String name, int min, int max) {
        return new ValueType<>(name, "a whole number " + min + ".." + max, text -> {
            int value = Integer.parseInt(text.strip());
            require(value >= min && value <= max);
            return value;
        });
    }

    /** One of {@code names}, in any case. */
    public static ValueType<String> oneOf(String... names) {
        List<String> all = List.of(names);
        return new ValueType<>("choice", "one of " + String.join(", ", all), text -> {
            String value = text.strip().toLowerCase(Locale.ROOT);
            require(all.contains(value));
            return value;
        });
    }

    /** The value of {@code text}; {@link IllegalArgumentException} if it is not as expected. */
    public T parse(String text) {
        return parser.apply(text);
    }

    private static Path path(String text) {
        require(!text.isBlank());
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION_FORM.matcher(text.strip());
        require(matcher.matches());
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static List<String> symbols(String text) {
        List<String> symbols = Stream.of(text.split(","))
                .map(String::strip)
                .filter(symbol -> !symbol.isEmpty())
                .map(symbol -> symbol.startsWith("$") ? symbol.substring(1) : symbol)
                .map(symbol -> symbol.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        require(!symbols.isEmpty());
        symbols.forEach(symbol -> require(SYMBOL_FORM.matcher(symbol).matches()));
        return symbols;
    }

    private static String printable(String text) {
        String value = text.strip();
        require(CREDENTIAL_FORM.matcher(value).matches());
        return value;
    }

    private static String matching(Pattern form, String text) {
        Stream.of(text.split(","))
                .forEach(part -> require(form.matcher(part.strip()).matches()));
        return text.replace(" ", "");
    }

    private static String several(ValueType<String> type, String text) {
        for (String address : text.split(",")) {
            type.parse(address);
        }
        return text.replace(" ", "");
    }

    private static String webAddress(String text, String... schemes) {
        URI uri = URI.create(text.strip());
        require(List.of(schemes).contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null);
        return text.strip();
    }

    private static String proxy(String text) {
        require(PROXY_FORM.matcher(text.strip()).matches());
        return text.strip();
    }

    private static String postgresUrl(String text) {
        String url = text.strip();
        require(url.startsWith("jdbc:postgresql:")
                && !url.replaceFirst("\\?.*", "").contains("@")
                && !url.toLowerCase(Locale.ROOT).contains("password="));
        return url;
    }

    private static String flinkTarget(String text) {
        String target = text.strip();
        if (target.equals("embedded")) {
            return target;
        }
        URI uri = URI.create(target);
        require("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0);
        return target;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
