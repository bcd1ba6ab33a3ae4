package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardAnalyzerTest {
    private static final StandardAnalyzer ANALYZER = StandardAnalyzer.shipped();

    private static Analysis analyze(String text) {
        return ANALYZER.analyze(Document.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $AAPL beats on earnings and raises guidance, stock soars    | POSITIVE
            $TSLA breaking out to new highs, very bullish, buying calls | POSITIVE
            $GM downgraded to sell, shares plunge on weak outlook       | NEGATIVE
            $FB is going to crash, I am short and buying puts           | NEGATIVE
            $KO to present at a conference on Tuesday                   | NEUTRAL
            """)
    void readsTheDirectionOfAPost(String text, Label expected) {
        assertThat(analyze(text).sentiment().label()).isEqualTo(expected);
        assertThat(analyze(text).mentions().get(0).sentiment().label()).isEqualTo(expected);
    }

    @Test
    void readsEachTickerOfAPostForItself() {
        Analysis analysis = analyze("long $NVDA, short $INTC");
        assertThat(analysis.mentions().get(0).sentiment().score())
                .isGreaterThan(analysis.mentions().get(1).sentiment().score() + 0.3);
        Analysis contrast = analyze("love $COST but hate $WMT");
        assertThat(contrast.mentions().get(0).sentiment().score())
                .isGreaterThan(contrast.mentions().get(1).sentiment().score() + 0.3);
        Analysis movers = analyze("$NVDA +5.2% $INTC -4.1%");
        assertThat(movers.mentions().get(0).sentiment().score())
                .isGreaterThan(movers.mentions().get(1).sentiment().score() + 0.3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "General Motors, Ford and Tesla rally",
                "Up today: General Motors, Ford, and Tesla",
                "$GM $F $TSLA: shares slump again",
                "Losers: $GM, $F, $TSLA"
            })
    void saysTheSameOfAllCompaniesInARow(String text) {
        List<TickerMention> mentions = analyze(text).mentions();
        assertThat(mentions)
                .hasSize(3)
                .extracting(TickerMention::sentiment)
                .containsOnly(mentions.get(0).sentiment());
    }

    @ParameterizedTest
    @CsvSource({
        "$AAPL isn't a buy, $AAPL is a buy",
        "$AAPL isn't going up, $AAPL is going up",
        "$AAPL is not worth buying, $AAPL is worth buying"
    })
    void turnsPhrasesBehindANegation(String negated, String said) {
        assertThat(analyze(negated).sentiment().score())
                .isLessThan(analyze(said).sentiment().score() - 0.4);
    }

    @Test
    void namesADirectionSoonerWhereATextLeansToOneAndAgainstAnother() {
        List<TickerMention> mentions = analyze("Netflix instead of Comcast").mentions();
        assertThat(mentions)
                .extracting(mention -> mention.sentiment().label())
                .containsExactly(Label.POSITIVE, Label.NEGATIVE);
        assertThat(mentions)
                .allSatisfy(
                        mention -> assertThat(mention.sentiment().pNeutral()).isGreaterThan(0.5));
    }

    @Test
    void isMixedWhereATextSpeaksWellOfOneAndIllOfAnother() {
        assertThat(analyze("$AAPL soars on strong earnings, $GM plunges on weak outlook")
                        .sentiment()
                        .label())
                .isEqualTo(Label.MIXED);
    }

    @Test
    void tellsPromotionFromOpinion() {
        double promotion = analyze(
                        "Join our FREE chat room! Huge alerts $AAPL $TSLA $FB $SPY $QQQ $BAC http://t.co/x #stocks #penny")
                .noise();
        double opinion = analyze("$AAPL margins look great this quarter, I am adding to my position")
                .noise();
        assertThat(promotion).isGreaterThan(0.5);
        assertThat(opinion).isLessThan(0.5);
    }

    @Property(tries = 2000)
    void keepsItsLaws(@ForAll("posts") String text) {
        Document document = Document.of(text);
        Analysis analysis = ANALYZER.analyze(document);
        check(analysis.sentiment());
        assertThat(analysis.noise()).isBetween(0.0, 1.0);
        assertThat(analysis.cashtags()).isEqualTo(Cashtags.of(text));
        Scorer scorer = ANALYZER.scorer();
        assertThat(scorer.score(document, null)).isEqualTo(analysis.sentiment());
        assertThat(scorer.noise(document, null)).isEqualTo(analysis.noise());
        for (TickerMention mention : analysis.mentions()) {
            check(mention.sentiment());
            assertThat(scorer.score(document, mention.link())).isEqualTo(mention.sentiment());
            assertThat(scorer.noise(document, mention.link())).isEqualTo(mention.noise());
            checkExplanation(text, mention.sentiment(), scorer.explain(document, mention.link()));
        }
        checkExplanation(text, analysis.sentiment(), scorer.explain(document, null));
    }

    @Property(tries = 300)
    void saysTheSameWhateverWasReadBefore(@ForAll("posts") String before, @ForAll("posts") String text)
            throws InterruptedException {
        analyze(before);
        Analysis after = analyze(text);
        AtomicReference<Analysis> alone = new AtomicReference<>();
        Thread thread = new Thread(() -> alone.set(analyze(text)));
        thread.start();
        thread.join();
        assertThat(after).isEqualTo(alone.get());
    }

    @Test
    void givesWordsBetweenCompaniesToTheSameOnesEachTime() {
        String text = "teases about $AAPL interest in the living room, and I think $GOOG strong growth is over $MSFT";
        Analysis first = analyze(text);
        for (int words = 0; words < 12; words++) {
            analyze("good ".repeat(words) + "$KO good, $PEP bad, up $GM down $F up".repeat(3));
            assertThat(analyze(text)).isEqualTo(first);
        }
    }

    private static void check(Sentiment sentiment) {
        assertThat(sentiment.pPositive()).isBetween(0.0, 1.0);
        assertThat(sentiment.pNeutral()).isBetween(0.0, 1.0);
        assertThat(sentiment.pNegative()).isBetween(0.0, 1.0);
        assertThat(sentiment.pPositive() + sentiment.pNeutral() + sentiment.pNegative())
                .isCloseTo(sentiment.label() == Label.UNSCORED ? 0 : 1, within(0.0002));
        assertThat(sentiment.score()).isEqualTo(Fixed.round(sentiment.pPositive() - sentiment.pNegative()));
    }

    private static void checkExplanation(String text, Sentiment sentiment, List<Scorer.Contribution> contributions) {
        int end = 0;
        double sum = 0;
        for (Scorer.Contribution contribution : contributions) {
            assertThat(contribution.start()).isGreaterThanOrEqualTo(end);
            assertThat(contribution.end()).isBetween(contribution.start(), text.length());
            assertThat(contribution.weight()).isFinite();
            end = contribution.end();
            sum += contribution.weight();
        }
        assertThat(sum).isCloseTo(sentiment.score(), within(0.0002));
    }

    @Provide
    Arbitrary<String> posts() {
        return Texts.posts();
    }

    @Test
    void explainsWithTheWordsThatMovedTheScore() {
        String text = "$AAPL downgraded, looks weak";
        List<Scorer.Contribution> contributions = ANALYZER.scorer().explain(Document.of(text), null);
        assertThat(contributions).anySatisfy(contribution -> {
            assertThat(text.substring(contribution.start(), contribution.end())).isEqualTo("downgraded");
            assertThat(contribution.weight()).isNegative();
        });
    }

    @Test
    void takesTimeLinearInTheLength() {
        String tags = IntStream.range(0, 50_000)
                .mapToObj(i -> "$AAPL $TSLA $ZZ" + (char) ('A' + i % 26))
                .collect(Collectors.joining(" "));
        String words = "long good short bad ".repeat(50_000);
        for (String text : List.of(
                tags,
                words,
                "$".repeat(300_000),
                "&#".repeat(150_000),
                "((((".repeat(80_000),
                "a".repeat(500_000),
                "a.".repeat(200_000))) {
            long start = System.nanoTime();
            ANALYZER.analyze(Document.of(text));
            ANALYZER.scorer().explain(Document.of(text), null);
            assertThat(System.nanoTime() - start).as(text.substring(0, 20)).isLessThan(20_000_000_000L);
        }
    }

    @Test
    void isSafeForSeveralThreads() throws Exception {
        List<String> texts = List.of(
                "long $NVDA, short $INTC",
                "$AAPL soars",
                "$GM plunges on weak outlook",
                "Apple earnings beat",
                "nothing here");
        List<Analysis> expected =
                texts.stream().map(StandardAnalyzerTest::analyze).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> task = () -> {
                boolean same = true;
                for (int i = 0; i < 2000; i++) {
                    same &= analyze(texts.get(i % 5)).equals(expected.get(i % 5));
                }
                return same;
            };
            for (Future<Boolean> result : threads.invokeAll(List.of(task, task, task, task))) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
