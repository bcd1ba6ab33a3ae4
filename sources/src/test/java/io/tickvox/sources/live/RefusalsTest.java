package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.net.Answer;
import io.tickvox.testkit.fake.HandClock;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final HandClock clock = new HandClock(TestTiming.START);

    private static Answer answer(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new java.util.HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Answer(
                URI.create("http://api.test"),
                status,
                HttpHeaders.of(lists, (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private SourceFailure failure(int status, Map<String, String> headers, String body) {
        return Refusals.of(answer(status, headers, body), "api.example", "Check the key.", clock);
    }

    @Test
    void waitsAsLongAsTheApiSays() {
        assertThat(failure(429, Map.of("Retry-After", "30"), "").until()).isEqualTo(TestTiming.START.plusSeconds(30));
        assertThat(failure(503, Map.of("Retry-After", "30"), "").kind()).isEqualTo(SourceFailure.Kind.RATE_LIMITED);
    }

    @Test
    void waitsADayAtMost() {
        assertThat(failure(429, Map.of("Retry-After", "90000"), "").until())
                .isEqualTo(TestTiming.START.plus(Duration.ofDays(1)));
    }

    @Test
    void quotesNothingThatATableOrATerminalCannotTake() {
        assertThat(failure(500, Map.of(), "oops\0\u001b[31mbad")).hasMessage("api.example answers 500: oops [31mbad");
    }

    @Test
    void comparesDatesWithTheServersOwnClock() {
        Map<String, String> headers =
                Map.of("Date", "Mon, 02 Nov 2026 09:00:00 GMT", "Retry-After", "Mon, 02 Nov 2026 09:01:30 GMT");

        assertThat(failure(429, headers, "").until()).isEqualTo(TestTiming.START.plusSeconds(90));
    }

    @Test
    void backsOffByItselfWhereTheApiSaysNothing() {
        SourceFailure failure = failure(429, Map.of(), "Too Many Requests\r\n");

        assertThat(failure.until()).isNull();
        assertThat(failure.backoff()).isNotNull();
        assertThat(failure.backoff().first()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(failure).hasMessage("api.example answers 429: Too Many Requests");
    }

    @Test
    void tellsAGuardsPageFromAWrongKey() {
        assertThat(failure(403, Map.of(), "<html>").getMessage())
                .contains("guard")
                .doesNotContain("Check the key");
        assertThat(failure(401, Map.of(), "{}").getMessage()).endsWith("Check the key.");
    }

    @Test
    void takesWhateverElseForAnOutage() {
        assertThat(failure(500, Map.of(), "").kind()).isEqualTo(SourceFailure.Kind.UNREACHABLE);
        assertThat(failure(404, Map.of(), "").kind()).isEqualTo(SourceFailure.Kind.UNREACHABLE);
    }
}
