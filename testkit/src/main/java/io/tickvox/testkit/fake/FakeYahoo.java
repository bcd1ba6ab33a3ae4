package io.tickvox.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Yahoo's chart API: minute bars, and errors of plain text. */
public final class FakeYahoo implements AutoCloseable {
    private static final String PREFIX = "/v8/finance/chart/";

    private record Bar(double close, long volume) {}

    private final FakeServer server;
    private final Map<String, TreeMap<Long, Bar>> bars = new HashMap<>();

    public FakeYahoo(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    public FakeServer server() {
        return server;
    }

    public URI uri() {
        return server.uri("http");
    }

    /** A minute's trading is over. */
    public synchronized void bar(String symbol, Instant minute, double close, long volume) {
        bars.computeIfAbsent(symbol, ignored -> new TreeMap<>()).put(minute.getEpochSecond(), new Bar(close, volume));
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.refuses(Map.of("Retry-After", "60", "Content-Type", "text/plain"), "Edge: Too Many Requests")) {
            return;
        }
        if (exchange.request().header("user-agent").startsWith("Java-http-client")) {
            exchange.reply(429, Map.of("Content-Type", "text/plain"), "Too Many Requests\r\n");
            return;
        }
        String symbol = exchange.request().path().substring(PREFIX.length());
        if (symbol.contains("NOSUCH")) {
            exchange.reply(
                    404,
                    Map.of("Content-Type", "application/json"),
                    "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":"
                            + "\"No data found, symbol may be delisted\"}}}");
            return;
        }
        exchange.json(chart(symbol, number(exchange, "period1"), number(exchange, "period2")));
    }

    private synchronized String chart(String symbol, long from, long to) {
        Map<Long, Bar> found = bars.getOrDefault(symbol, new TreeMap<>()).subMap(from, true, Math.max(from, to), false);
        String meta = "{\"currency\":\"USD\",\"symbol\":\"" + symbol
                + "\",\"exchangeTimezoneName\":\"America/New_York\",\"gmtoffset\":-18000,\"dataGranularity\":\"1m\"}";
        if (found.isEmpty()) {
            return "{\"chart\":{\"result\":[{\"meta\":" + meta + ",\"indicators\":{\"quote\":[{}]}}],\"error\":null}}";
        }
        String prices = column(found.values(), bar -> Double.toString(bar.close));
        return "{\"chart\":{\"result\":[{\"meta\":" + meta + ",\"timestamp\":"
                + List.copyOf(found.keySet()).toString().replace(" ", "") + ",\"indicators\":{\"quote\":[{\"open\":"
                + prices
                + ",\"high\":" + prices + ",\"low\":" + prices + ",\"close\":" + prices + ",\"volume\":"
                + column(found.values(), bar -> Long.toString(bar.volume)) + "}]}}],\"error\":null}}";
    }

    private static String column(Collection<Bar> bars, Function<Bar, String> value) {
        return bars.stream().map(value).collect(Collectors.joining(",", "[", "]"));
    }

    private static long number(Exchange exchange, String name) {
        String text = exchange.request().parameter(name);
        return text == null ? 0 : Long.parseLong(text);
    }

    @Override
    public void close() {
        server.close();
    }
}
