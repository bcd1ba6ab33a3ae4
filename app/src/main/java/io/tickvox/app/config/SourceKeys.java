package io.tickvox.app.config;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.LiveSources;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of live sources: some that all share, and for each option of each source a key {@code sources.NAME.OPTION}.
 * A secret may also stand in a file, which {@code sources.NAME.OPTION-file} names.
 */
public final class SourceKeys {
    private static final String ALL_SOURCES = "all";
    private static final String NO_SOURCES = "none";

    public static final ConfigKey<List<String>> ENABLED = ConfigKey.of(
            "sources.enabled",
            new ValueType<>("sources", "all, none, or names of sources: " + names(), SourceKeys::sources),
            ALL_SOURCES,
            "Live sources to run: all for which a key is given or none is needed, none, or names with commas between.");
    public static final ConfigKey<List<String>> SYMBOLS = ConfigKey.of(
            "sources.symbols",
            ValueType.SYMBOLS,
            "SPY,QQQ,AAPL,MSFT,NVDA,AMZN,GOOGL,META,TSLA,AMD,NFLX,PLTR,COIN,GME,INTC",
            "Tickers to ask for at sources that are asked by ticker, while no watchlist (symbols) is set.");
    public static final ConfigKey<Duration> BACKFILL = ConfigKey.of(
            "sources.backfill",
            ValueType.DURATION,
            "15m",
            "How far back a source that has never run begins, as far as its API reaches.");
    public static final ConfigKey<String> PROXY = ConfigKey.unset(
            "sources.proxy",
            ValueType.PROXY,
            "Proxy to reach sources through; if not set, HTTPS_PROXY, HTTP_PROXY and NO_PROXY are followed.");
    public static final ConfigKey<String> USER_AGENT = ConfigKey.of(
            "sources.user-agent",
            ValueType.HEADER,
            "Mozilla/5.0 (compatible; Tickvox/0.1; sentiment research)",
            "How Tickvox names itself to sources that do not prescribe a form.");

    private static final List<ConfigKey<?>> ALL = all();

    private SourceKeys() {}

    /** All keys of this kind in the order in which they are listed to people. */
    static List<ConfigKey<?>> keys() {
        return ALL;
    }

    /** Whether {@code key} is an option of one source. */
    public static boolean isOption(ConfigKey<?> key) {
        return key.name().startsWith("sources.") && key.name().indexOf('.', "sources.".length()) > 0;
    }

    /** Whether {@code info} is to run if it has what it needs. */
    public static boolean isEnabled(Config config, SourceInfo info) {
        return config.value(ENABLED).contains(info.name());
    }

    /** The tickers to ask for. */
    public static List<String> symbols(Config config) {
        return config.optional(Keys.SYMBOLS).orElseGet(() -> config.value(SYMBOLS));
    }

    /**
     * The values of a source's options.
     *
     * @throws TickvoxException {@link ErrorCode#FILE_UNREADABLE} if a secret's file cannot be read
     */
    public static SourceSettings settings(Config config, SourceInfo info) {
        Map<String, String> values = new HashMap<>();
        for (SourceOption option : info.options()) {
            value(config, info, option)
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> values.put(option.name(), text));
        }
        return new SourceSettings(values);
    }

    private static Optional<String> value(Config config, SourceInfo info, SourceOption option) {
        Optional<String> given = config.optional(key(info, option)).map(Object::toString);
        if (given.isPresent() || option.kind() != SourceOption.Kind.SECRET) {
            return given;
        }
        return config.optional(fileKey(info, option)).map(SourceKeys::secretIn);
    }

    static String secretIn(Path file) {
        try {
            return ValueType.CREDENTIAL.parser().apply(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new TickvoxException(
                    ErrorCode.INVALID_CONFIG,
                    "Invalid secret in " + file + ": expected " + ValueType.CREDENTIAL.expected(),
                    e);
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE, "Cannot read the secret in " + file + ": check that it exists", e);
        }
    }

    private static List<ConfigKey<?>> all() {
        List<ConfigKey<?>> keys = new ArrayList<>(List.of(ENABLED, SYMBOLS, BACKFILL, PROXY, USER_AGENT));
        for (SourceFactory factory : LiveSources.all()) {
            SourceInfo info = factory.info();
            for (SourceOption option : info.options()) {
                keys.add(key(info, option));
                if (option.kind() == SourceOption.Kind.SECRET) {
                    keys.add(fileKey(info, option));
                }
            }
        }
        return List.copyOf(keys);
    }

    private static ConfigKey<?> key(SourceInfo info, SourceOption option) {
        ValueType<?> type =
                switch (option.kind()) {
                    case TEXT -> ValueType.TEXT;
                    case NAME -> ValueType.HEADER;
                    case SECRET -> ValueType.CREDENTIAL;
                    case ADDRESS -> ValueType.API_ADDRESS;
                    case ADDRESSES -> ValueType.API_ADDRESSES;
                    case SOCKET -> ValueType.SOCKET_ADDRESS;
                    case SOCKETS -> ValueType.SOCKET_ADDRESSES;
                    case PATH -> ValueType.PATH;
                };
        return new ConfigKey<>(
                name(info, option),
                type,
                option.fallback(),
                option.description(),
                option.kind() == SourceOption.Kind.SECRET);
    }

    private static ConfigKey<Path> fileKey(SourceInfo info, SourceOption option) {
        return ConfigKey.unset(
                name(info, option) + "-file", ValueType.PATH, "File that holds " + name(info, option) + " instead.");
    }

    private static String name(SourceInfo info, SourceOption option) {
        return "sources." + info.name() + "." + option.name();
    }

    private static String names() {
        return LiveSources.all().stream().map(factory -> factory.info().name()).collect(Collectors.joining(", "));
    }

    private static List<String> sources(String text) {
        List<String> known =
                LiveSources.all().stream().map(factory -> factory.info().name()).toList();
        String wanted = text.strip().toLowerCase(java.util.Locale.ROOT);
        if (wanted.equals(ALL_SOURCES)) {
            return known;
        }
        if (wanted.equals(NO_SOURCES)) {
            return List.of();
        }
        List<String> names = Stream.of(wanted.split(",")).map(String::strip).toList();
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException();
        }
        return names;
    }
}
