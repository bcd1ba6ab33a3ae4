package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.RateBudget;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.Web;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls of Yahoo's API. Quotes, and charts at times, are given only to who shows a cookie and the crumb that belongs to it:
 * both are fetched when the API first asks for them, and anew when it no longer takes them.
 */
final class YahooApi {
    private static final int CALLS_PER_HOUR = 1_800;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern CRUMB = Pattern.compile("[^\\s<{]{1,64}");
    /** What the API says of a range in which it has nothing, or that reaches too far back. */
    private static final Pattern RANGE = Pattern.compile("doesn.?t exist|not available|startDate|start date");

    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final Map<String, String> PAGE = Map.of("Accept", "text/html");

    private final SourceSettings settings;
    private final Web web;
    private final Clock clock;
    private final RateBudget budget;
    private @Nullable String crumb;

    YahooApi(SourceSettings settings, SourceEnvironment environment, Intake intake) {
        this.settings = settings;
        this.web = environment.web().withCookies();
        this.clock = intake.clock();
        this.budget = intake.budget("calls", CALLS_PER_HOUR, HOUR);
    }

    String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    /** Time between two calls that spends the budget evenly. */
    Duration spacing() {
        return budget.spacing();
    }

    /**
     * Minute bars from {@code since} on, in seconds since 1970; the answer is one even if nothing goes by that name, or what
     * was asked is not understood.
     */
    Answer chart(String symbol, long since, Instant now) throws SourceFailure, IOException, InterruptedException {
        Answer answer = ask("/v8/finance/chart/" + named(symbol) + "?interval=1m&includePrePost=true&period1=" + since
                + "&period2=" + (now.getEpochSecond() + 60));
        if (!answer.isSuccess() && !isUnknown(answer) && !isRefused(answer)) {
            throw failure(answer);
        }
        return answer;
    }

    /** Why {@code answer} is of no use. */
    SourceFailure failure(Answer answer) {
        return YahooRefusals.of(answer, host(), clock);
    }

    /** Whether the API answers properly that it has nothing by that name, or not in that range. */
    static boolean isUnknown(Answer answer) {
        boolean says = answer.status() == 404
                || isRefusal(answer) && RANGE.matcher(answer.text()).find();
        return says && isOfChart(answer);
    }

    /** Whether the API does not take what was asked, be it for the ticker or at all. */
    static boolean isRefused(Answer answer) {
        return isRefusal(answer) && isOfChart(answer) && !isUnknown(answer);
    }

    private static boolean isRefusal(Answer answer) {
        return answer.status() == 400 || answer.status() == 422;
    }

    private static boolean isOfChart(Answer answer) {
        return !answer.isPage() && answer.text().contains("\"chart\"");
    }

    /** Whether the API says that there is nothing by that name, and not only nothing in that range. */
    static boolean isNowhere(Answer answer) {
        return isUnknown(answer) && answer.text().contains("\"Not Found\"");
    }

    /** The last prices of {@code symbols}. */
    Answer quotes(List<String> symbols) throws SourceFailure, IOException, InterruptedException {
        if (crumb == null) {
            crumb = newCrumb();
        }
        List<String> names = symbols.stream().map(YahooApi::named).toList();
        Answer answer = ask("/v7/finance/quote?symbols=" + encoded(String.join(",", names)));
        if (!answer.isSuccess()) {
            throw failure(answer);
        }
        return answer;
    }

    /** As Yahoo names it: shares of a class with a dash. */
    private static String named(String symbol) {
        return symbol.replace('.', '-');
    }

    private Answer ask(String pathAndQuery) throws SourceFailure, IOException, InterruptedException {
        Answer answer = get(pathAndQuery);
        if (answer.status() == 401 && answer.text().contains("\"Unauthorized\"")) {
            crumb = newCrumb();
            answer = get(pathAndQuery);
        }
        return answer;
    }

    private Answer get(String pathAndQuery) throws SourceFailure, IOException, InterruptedException {
        String shown = crumb;
        budget.take();
        return web.get(settings.uri(pathAndQuery + (shown == null ? "" : "&crumb=" + encoded(shown))), JSON);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String newCrumb() throws SourceFailure, IOException, InterruptedException {
        Answer last = null;
        for (String address : settings.text(YahooFactory.COOKIE_URL).split(",")) {
            takeCookies(URI.create(address.strip()));
            budget.take();
            last = web.get(settings.uri("/v1/test/getcrumb"), Map.of("Accept", "text/plain"));
            if (YahooRefusals.saysTooMany(last)) {
                throw failure(last);
            }
            if (last.isSuccess() && CRUMB.matcher(last.text()).matches()) {
                return last.text();
            }
        }
        if (last != null && !last.isSuccess()) {
            throw failure(last);
        }
        throw SourceFailure.refused(host() + " gives no crumb. Try another network, or later");
    }

    /** Visits a page that gives cookies, and agrees to them where it asks. What it answers otherwise is of no matter. */
    private void takeCookies(URI address) throws SourceFailure, IOException, InterruptedException {
        budget.take();
        Answer page = web.get(address, PAGE);
        if (YahooRefusals.saysTooMany(page)) {
            throw YahooRefusals.of(page, String.valueOf(address.getHost()), clock);
        }
        Optional<ConsentForm> form = ConsentForm.of(page);
        if (form.isPresent()) {
            budget.take();
            web.send(
                    HttpRequest.newBuilder(form.get().action())
                            .POST(HttpRequest.BodyPublishers.ofString(form.get().body())),
                    Map.of("Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded"));
        }
    }
}
