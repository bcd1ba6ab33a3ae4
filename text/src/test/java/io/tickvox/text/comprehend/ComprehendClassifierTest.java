package io.tickvox.text.comprehend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickvox.model.Label;
import io.tickvox.testkit.fake.FakeComprehend;
import io.tickvox.testkit.fake.Fault;
import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComprehendClassifierTest {
    private final FakeComprehend server = new FakeComprehend(Clock.systemUTC());
    private final Classifier classifier = classifier(Duration.ofSeconds(20));

    private Classifier classifier(Duration timeout) {
        return new ComprehendSettings("us-east-1", server.uri(), "AKIDEXAMPLE", "hidden", "en", timeout).open();
    }

    @AfterEach
    void stop() {
        classifier.close();
        server.close();
    }

    private static Label label(Verdict verdict) {
        return ((Verdict.Judged) verdict).sentiment().label();
    }

    @Test
    void judgesByIndex() throws Exception {
        List<Verdict> verdicts = classifier.classify(List.of("it soars", "it plunges", "it is", "soars, plunges"));
        assertThat(verdicts)
                .extracting(ComprehendClassifierTest::label)
                .containsExactly(Label.POSITIVE, Label.NEGATIVE, Label.NEUTRAL, Label.MIXED);
        Verdict.Judged mixed = (Verdict.Judged) verdicts.get(3);
        assertThat(mixed.sentiment().score()).isZero();
        assertThat(mixed.sentiment().pPositive()).isEqualTo(0.475);
        assertThat(mixed.model()).isEqualTo("comprehend/en");
    }

    @Test
    void signsItsCallsAndNamesTheLanguage() throws Exception {
        classifier.classify(List.of("it soars"));
        var request = server.server().requests().get(0);
        assertThat(request.header("authorization")).contains("AKIDEXAMPLE/").doesNotContain("hidden");
        assertThat(request.body()).contains("\"LanguageCode\":\"en\"");
    }

    @Test
    void errorsOfSingleTextsLeaveTheOthersJudged() throws Exception {
        server.error("broken", "INTERNAL_SERVER_ERROR");
        server.error("strange", "UNSUPPORTED_LANGUAGE");
        List<Verdict> verdicts = classifier.classify(List.of("broken", "it soars", "strange"));
        assertThat(verdicts.get(0)).isInstanceOf(Verdict.Failed.class);
        assertThat(label(verdicts.get(1))).isEqualTo(Label.POSITIVE);
        assertThat(verdicts.get(2)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void throttlingPasses() {
        server.throttle(1);
        assertThat(failure(classifier).kind()).isEqualTo(CallFailure.Kind.PASSING);
        assertThat(server.server().requests()).as("no retries of its own").hasSize(1);
    }

    @Test
    void serverErrorsPassAndRefusedKeysLast() {
        server.server().misbehave(Fault.SERVER_ERROR, 1);
        assertThat(failure(classifier).kind()).isEqualTo(CallFailure.Kind.PASSING);
        server.server().misbehave(Fault.UNAUTHORIZED, 1);
        CallFailure refused = failure(classifier);
        assertThat(refused.kind()).isEqualTo(CallFailure.Kind.LASTING);
        assertThat(refused).hasMessageContaining("UnrecognizedClientException");
    }

    @Test
    void aServiceThatIsDownOrSilentPasses() {
        try (Classifier impatient = classifier(Duration.ofMillis(300))) {
            server.server().misbehave(Fault.STALL, 1);
            assertThat(failure(impatient).kind()).isEqualTo(CallFailure.Kind.PASSING);
            server.server().down();
            assertThat(failure(impatient).kind()).isEqualTo(CallFailure.Kind.PASSING);
        }
    }

    @Test
    void longTextsAreCutBetweenCharacters() throws Exception {
        String text = "x" + "🚀".repeat(2_000) + " plunges";
        String cut = ComprehendClassifier.cut(text);
        assertThat(cut.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(5_000)
                .hasSizeGreaterThan(4_990);
        assertThat(text).startsWith(cut);
        assertThat(label(classifier.classify(List.of("soars " + text)).get(0))).isEqualTo(Label.POSITIVE);
    }

    private static CallFailure failure(Classifier classifier) {
        return catchThrowableOfType(CallFailure.class, () -> classifier.classify(List.of("it soars")));
    }
}
