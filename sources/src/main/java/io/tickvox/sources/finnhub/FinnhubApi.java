package io.tickvox.sources.finnhub;

import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.RateBudget;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.HandshakeRefused;
import io.tickvox.sources.net.Secret;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The calls of Finnhub that Tickvox makes: 60 a minute, by the key's header where it can stand in one. */
final class FinnhubApi {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** A ticker that Finnhub is sure to know. */
    private static final String KNOWN = "AAPL";

    private static final String KEY_HINT = "Check sources.finnhub.token at https://finnhub.io/dashboard";

    private final SourceSettings settings;
    private final SourceEnvironment environment;
    private final Secret token;
    private final Clock clock;
    private final RateBudget calls;

    FinnhubApi(SourceSettings settings, SourceEnvironment environment, Intake intake) {
        this.settings = settings;
        this.environment = environment;
        this.token = settings.secret(FinnhubFactory.TOKEN);
        this.clock = intake.clock();
        this.calls = intake.budget("calls", 60, WINDOW);
    }

    String socketHost() {
        return String.valueOf(settings.uri(FinnhubFactory.SOCKET, "").getHost());
    }

    String restHost() {
        return String.valueOf(settings.uri("").getHost());
    }

    /** Opens the socket; it takes the key in its address alone. */
    Socket connect() throws SourceFailure, IOException, InterruptedException {
        try {
            return environment
                    .web()
                    .connect(settings.uri(FinnhubFactory.SOCKET, "/?token=" + encoded(token.value())), Map.of());
        } catch (HandshakeRefused e) {
            throw problem(e.answer(), socketHost());
        }
    }

    /** How long until a call is allowed. */
    Duration untilCall() {
        return calls.untilAllowed();
    }

    /** The last price of {@code symbol}. */
    Answer quote(String symbol) throws SourceFailure, IOException, InterruptedException {
        calls.take();
        Answer answer = environment
                .web()
                .get(settings.uri("/quote?symbol=" + encoded(symbol)), Map.of("X-Finnhub-Token", token.value()));
        String left = answer.header("X-Ratelimit-Remaining").orElse("");
        if (left.matches("\\d{1,9}")) {
            reset(answer).ifPresent(wait -> calls.told(Long.parseLong(left), wait));
        }
        if (!answer.isSuccess()) {
            throw problem(answer, restHost());
        }
        return answer;
    }

    /**
     * Asks whether the key is taken, with a quote of a ticker that is known: of one that is not, Finnhub answers as to a wrong
     * key.
     *
     * @throws SourceFailure {@link SourceFailure.Kind#REFUSED} if it is not
     */
    void expectKey() throws SourceFailure, IOException, InterruptedException {
        quote(KNOWN);
    }

    private SourceFailure problem(Answer answer, String host) {
        Optional<Duration> wait = reset(answer);
        return answer.status() == 429 && wait.isPresent()
                ? SourceFailure.limitedUntil(clock.instant().plus(wait.get()), host + " answers 429")
                : Refusals.of(answer, host, KEY_HINT, clock);
    }

    private Optional<Duration> reset(Answer answer) {
        return answer.header("X-Ratelimit-Reset")
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Refusals.untilEpoch(answer, Long.parseLong(text), clock))
                .filter(wait -> !wait.isNegative() && wait.compareTo(Duration.ofHours(1)) <= 0);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
