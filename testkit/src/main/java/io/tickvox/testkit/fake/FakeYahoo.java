package io.tickvox.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Yahoo's chart and quote APIs: minute bars, last prices for those who show a cookie and its crumb, errors of plain text. The
 * pages that give cookies are here too, with and without the form that asks for consent.
 */
public final class FakeYahoo implements FakeApi {
    private static final String PREFIX = "/v8/finance/chart/";

    /** The start of 2100, in seconds since 1970. */
    private static final long LATE = 4_102_444_800L;

    private record Bar(double close, long volume) {}

    private static final String WRONG_CRUMB_ERROR =
            "{\"finance\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\",\"description\":\"Invalid Crumb\"}}}";
    private static final String NO_CRUMB_ERROR =
            "{\"finance\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\",\"description\":"
                    + "\"User is unable to access this feature - https://bit.ly/yahoo-finance-api-feedback\"}}}";
    private static final int MOST_QUOTES = 50;

    private final FakeServer server;
    private int crumb = 1;
    private boolean asksForConsent;
    private boolean chartsNeedCrumb;
    private boolean limitsCrumbs;
    private boolean forbidsQuotes;
    private boolean refusesRange;
    private Set<String> misunderstood = Set.of();
    private boolean mistimes;
    private int allowed = Integer.MAX_VALUE;
    private Duration window = Duration.ZERO;
    private final List<Instant> taken = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private final Map<String, TreeMap<Long, Bar>> bars = new HashMap<>();

    public FakeYahoo(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
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
        if (!isAllowed()) {
            exchange.reply(429, Map.of("Retry-After", "60", "Content-Type", "text/plain"), "Edge: Too Many Requests");
            return;
        }
        switch (exchange.request().path()) {
            case "/cookies" -> cookies(exchange);
            case "/v2/collectConsent" -> consented(exchange);
            case "/v1/test/getcrumb" -> crumb(exchange);
            case "/v7/finance/quote" -> quotes(exchange);
            default -> chart(exchange);
        }
    }

    /** From now on no more than {@code calls} are answered in any {@code stretch} of time. */
    public synchronized void allow(int calls, Duration stretch) {
        allowed = calls;
        window = stretch;
    }

    private synchronized boolean isAllowed() {
        Instant now = server.clock().instant();
        taken.removeIf(at -> !at.isAfter(now.minus(window)));
        return taken.size() < allowed && taken.add(now);
    }

    /** The next chart that has bars has one of the year 2100 too. */
    public synchronized void mistimeOnce() {
        mistimes = true;
    }

    /** The page that gives cookies. */
    public URI cookieUri() {
        return URI.create(uri() + "/cookies");
    }

    /** From now on visitors are asked before they get cookies. */
    public synchronized void askForConsent() {
        asksForConsent = true;
    }

    /** From now on charts too are given only to who shows a crumb. */
    public synchronized void guardCharts() {
        chartsNeedCrumb = true;
    }

    /** From now on asking for a crumb is too much, which is said in plain text with status 200. */
    public synchronized void limitCrumbs(boolean limited) {
        limitsCrumbs = limited;
    }

    /** The crumbs given so far are no longer taken. */
    public synchronized void expireCrumbs() {
        crumb++;
    }

    /** From now on nobody gets quotes, whatever he shows. */
    public synchronized void forbidQuotes() {
        forbidsQuotes = true;
    }

    /** The next chart asked for is refused for its range. */
    public synchronized void refuseARange() {
        refusesRange = true;
    }

    /** From now on the API does not understand who asks for charts of these tickers; others it does. */
    public synchronized void misunderstand(String... symbols) {
        misunderstood = Set.of(symbols);
    }

    private synchronized boolean misunderstands(String symbol) {
        return misunderstood.contains(symbol);
    }

    /** From now on there is a chart of {@code symbol}, which had none. */
    public synchronized void list(String symbol) {
        listed.add(symbol);
    }

    private synchronized void cookies(Exchange exchange) throws IOException {
        if (asksForConsent) {
            exchange.reply(
                    200,
                    Map.of("Content-Type", "text/html"),
                    "<!DOCTYPE html><html><body><form method=\"post\" class=\"consent-form\""
                            + " action=\"/v2/collectConsent?sessionId=3_cc-session&amp;lang=en\">"
                            + "<input type=\"hidden\" name=\"csrfToken\" value=\"t&amp;k\">"
                            + "<input type=\"hidden\" name=\"sessionId\" value=\"3_cc-session\">"
                            + "<button name=\"agree\" value=\"agree\">Accept all</button></form></body></html>");
            return;
        }
        exchange.reply(404, given(), "");
    }

    private static Map<String, String> given() {
        return Map.of("Content-Type", "text/html", "Set-Cookie", "A3=d=AQAB&S=AQ; Max-Age=31557600; Path=/; HttpOnly");
    }

    private static void consented(Exchange exchange) throws IOException {
        Map<String, List<String>> form = exchange.request().form();
        boolean isWhole = form.getOrDefault("csrfToken", List.of()).contains("t&k")
                && form.getOrDefault("sessionId", List.of()).contains("3_cc-session")
                && form.getOrDefault("agree", List.of()).contains("agree");
        exchange.reply(isWhole ? 200 : 400, isWhole ? given() : Map.of(), "");
    }

    private synchronized void crumb(Exchange exchange) throws IOException {
        if (limitsCrumbs) {
            exchange.reply(200, Map.of("Content-Type", "text/plain"), "Too Many Requests\r\n");
        } else if (!showsCookie(exchange)) {
            exchange.reply(401, Map.of("Content-Type", "application/json"), NO_CRUMB_ERROR);
        } else {
            exchange.reply(200, Map.of("Content-Type", "text/plain"), "crumb/" + crumb);
        }
    }

    private static boolean showsCookie(Exchange exchange) {
        return exchange.request().header("cookie").equals("A3=d=AQAB&S=AQ");
    }

    /** Refuses who shows no crumb that holds; returns whether it has. */
    private synchronized boolean refusesCrumb(Exchange exchange) throws IOException {
        String shown = exchange.request().parameter("crumb");
        if (showsCookie(exchange) && ("crumb/" + crumb).equals(shown)) {
            return false;
        }
        exchange.reply(
                401, Map.of("Content-Type", "application/json"), shown == null ? NO_CRUMB_ERROR : WRONG_CRUMB_ERROR);
        return true;
    }

    private void quotes(Exchange exchange) throws IOException {
        synchronized (this) {
            if (forbidsQuotes) {
                exchange.reply(401, Map.of("Content-Type", "application/json"), NO_CRUMB_ERROR);
                return;
            }
        }
        if (refusesCrumb(exchange)) {
            return;
        }
        String[] symbols =
                String.valueOf(exchange.request().parameter("symbols")).split(",");
        exchange.json(Stream.of(symbols)
                .limit(MOST_QUOTES)
                .flatMap(symbol -> quote(symbol).stream())
                .collect(Collectors.joining(",", "{\"quoteResponse\":{\"result\":[", "],\"error\":null}}")));
    }

    private synchronized Optional<String> quote(String symbol) {
        return Optional.ofNullable(bars.get(symbol))
                .map(TreeMap::lastEntry)
                .map(last -> "{\"symbol\":\"" + symbol
                        + "\",\"currency\":\"USD\",\"marketState\":\"REGULAR\",\"regularMarketPrice\":"
                        + last.getValue().close + ",\"regularMarketTime\":" + last.getKey()
                        + ",\"regularMarketVolume\":"
                        + last.getValue().volume + "}");
    }

    private void chart(Exchange exchange) throws IOException {
        boolean isGuarded;
        synchronized (this) {
            isGuarded = chartsNeedCrumb;
        }
        if (isGuarded && refusesCrumb(exchange)) {
            return;
        }
        String symbol = exchange.request().path().substring(PREFIX.length());
        if (takeRefusalOfRange()) {
            error(exchange, 400, "Bad Request", "Data doesn't exist for startDate = 1, endDate = 2");
            return;
        }
        if (misunderstands(symbol)) {
            error(exchange, 400, "Bad Request", "Something is wrong with the request");
            return;
        }
        if (isUnknown(symbol)) {
            error(exchange, 404, "Not Found", "No data found, symbol may be delisted");
            return;
        }
        exchange.json(chart(symbol, number(exchange, "period1"), number(exchange, "period2")));
    }

    private synchronized boolean takeRefusalOfRange() {
        boolean refuses = refusesRange;
        refusesRange = false;
        return refuses;
    }

    private synchronized boolean isUnknown(String symbol) {
        return symbol.contains("NOSUCH") && !listed.contains(symbol);
    }

    private static void error(Exchange exchange, int status, String code, String description) throws IOException {
        exchange.reply(
                status,
                Map.of("Content-Type", "application/json"),
                "{\"chart\":{\"result\":null,\"error\":{\"code\":\"" + code + "\",\"description\":\"" + description
                        + "\"}}}");
    }

    private synchronized String chart(String symbol, long from, long to) {
        Map<Long, Bar> found =
                new TreeMap<>(bars.getOrDefault(symbol, new TreeMap<>()).subMap(from, true, Math.max(from, to), false));
        if (mistimes && !found.isEmpty()) {
            mistimes = false;
            found.put(LATE, new Bar(1, 1));
        }
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
}
