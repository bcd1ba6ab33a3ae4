package io.tickvox.text.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickvox.model.Label;
import io.tickvox.testkit.fake.FakeScorer;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.Fault;
import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClassifierTest {
    private final FakeScorer server = new FakeScorer(Clock.systemUTC());

    @AfterEach
    void stop() {
        server.close();
    }

    private Classifier classifier(String token, Duration timeout) {
        return new HttpSettings(server.uri(), token, 8, timeout).open();
    }

    private Classifier classifier() {
        return classifier(FakeScorer.TOKEN, Duration.ofSeconds(20));
    }

    private static CallFailure failure(Classifier classifier) {
        return catchThrowableOfType(CallFailure.class, () -> classifier.classify(List.of("it soars")));
    }

    @Test
    void judgesInOrderAndTakesTheModelsName() throws Exception {
        List<Verdict> verdicts = classifier().classify(List.of("it plunges", "it soars", "it is"));
        assertThat(verdicts)
                .extracting(verdict -> ((Verdict.Judged) verdict).sentiment().label())
                .containsExactly(Label.NEGATIVE, Label.POSITIVE, Label.NEUTRAL);
        assertThat(((Verdict.Judged) verdicts.get(0)).model()).isEqualTo("http/fake-1");
    }

    @Test
    void tellsErrorsThatPassFromThoseThatStay() throws Exception {
        server.error("later", true);
        server.error("never", false);
        List<Verdict> verdicts = classifier().classify(List.of("later", "never", "it soars"));
        assertThat(verdicts.get(0)).isEqualTo(new Verdict.Failed("not now"));
        assertThat(verdicts.get(1)).isEqualTo(new Verdict.Refused("not now"));
        assertThat(verdicts.get(2)).isInstanceOf(Verdict.Judged.class);
    }

    @Test
    void aRefusedTokenLastsAndIsNotShown() {
        CallFailure failure = failure(classifier("wrong-token", Duration.ofSeconds(20)));
        assertThat(failure.kind()).isEqualTo(CallFailure.Kind.LASTING);
        assertThat(failure).hasMessageContaining("scorers.http.token").hasMessageNotContaining("wrong-token");
        assertThat(new HttpSettings(server.uri(), "wrong-token", 8, Duration.ofSeconds(1)).toString())
                .doesNotContain("wrong-token");
    }

    @Test
    void saysWhenToComeBack() {
        server.server().misbehave(Fault.RATE_LIMITED, 1);
        CallFailure limited = failure(classifier());
        assertThat(limited.kind()).isEqualTo(CallFailure.Kind.PASSING);
        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_ERROR", "UNAVAILABLE", "STALL", "DISCONNECT_MID_RECORD"})
    void whatGoesWrongOnTheWayPasses(String fault) {
        server.server().misbehave(Fault.valueOf(fault), 1);
        Duration timeout = fault.equals("STALL") ? Duration.ofMillis(300) : Duration.ofSeconds(20);
        assertThat(failure(classifier(FakeScorer.TOKEN, timeout)).kind()).isEqualTo(CallFailure.Kind.PASSING);
    }

    @Test
    void aPoisonousTextIsTheTextsFault() {
        server.poison("soars");
        assertThat(failure(classifier()).kind()).isEqualTo(CallFailure.Kind.CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "{\"results\":[]}",
                "{\"results\":[{\"positive\":2,\"neutral\":0,\"negative\":0}]}",
                "{\"results\":[{\"positive\":\"much\"}]}",
                "{\"results\":[{\"positive\":0.5,\"neutral\":0.5}]}"
            })
    void answersOfAnotherFormLastAndAreExplained(String body) {
        try (FakeServer odd = new FakeServer(Clock.systemUTC(), exchange -> exchange.json(body))) {
            Classifier classifier =
                    new HttpSettings(URI.create(odd.uri("http") + "/"), null, 8, Duration.ofSeconds(20)).open();
            CallFailure failure = failure(classifier);
            assertThat(failure.kind()).isEqualTo(CallFailure.Kind.LASTING);
            assertThat(failure).hasMessageContaining("127.0.0.1");
        }
    }
}
