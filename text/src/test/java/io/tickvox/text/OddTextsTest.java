package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tickvox.model.Label;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that no one expects: any bytes, other languages, other ways to ask for a ticker. */
class OddTextsTest {
    private static final StandardAnalyzer ANALYZER = StandardAnalyzer.shipped();

    @Property(tries = 500)
    void noBytesBreakALaw(@ForAll @Size(max = 400) byte[] bytes) {
        assertThatCode(() -> AnalyzerFuzz.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$AAPL las acciones suben hoy en la bolsa según los analistas",
                "$TSLA Aktie heute im Plus, der Kurs steigt nach den Zahlen",
                "$NFLX 株価が急落しています",
                "$BABA акции компании растут на бирже",
                "$GE l'action est en hausse sur le marché depuis ce matin, selon les analystes"
            })
    void otherLanguagesAreNotScored(String text) {
        Analysis analysis = ANALYZER.analyze(Document.of(text));
        assertThat(analysis.sentiment()).isEqualTo(Sentiment.UNSCORED);
        assertThat(analysis.mentions())
                .isNotEmpty()
                .allSatisfy(mention -> assertThat(mention.sentiment().label()).isEqualTo(Label.UNSCORED));
        assertThat(ANALYZER.scorer().explain(Document.of(text), null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$AAPL",
                "",
                "🚀🚀🚀",
                "$TSLA puts printing",
                "lol",
                "EARNINGS ALERT: $T Q4 EPS $0.55 vs. $0.54 Est."
            })
    void shortTextsAreTakenAsEnglish(String text) {
        assertThat(ANALYZER.analyze(Document.of(text)).sentiment().label()).isNotEqualTo(Label.UNSCORED);
    }

    @Test
    void scoresTowardAnySymbolThatIsAskedFor() {
        Document document = Document.of("long nvda, Facebook is going to crash");
        assertThat(ANALYZER.toward(document, "nvda").link().symbol()).isEqualTo("NVDA");
        assertThat(ANALYZER.toward(document, "FB").link().symbol()).isEqualTo("META");
        assertThat(ANALYZER.toward(document, "FB").sentiment().score()).isNegative();
        assertThat(ANALYZER.toward(document, "ZZZQ").link().start()).isEqualTo(-1);
    }

    @Test
    void setsCompaniesAgainstEachOther() {
        for (String text :
                List.of("$AMD will crush $INTC", "I think $AMD will beat $INTC", "I prefer $AMD over $INTC")) {
            assertThat(ANALYZER.toward(Document.of(text), "AMD").sentiment().score())
                    .as(text)
                    .isGreaterThan(ANALYZER.toward(Document.of(text), "INTC")
                                    .sentiment()
                                    .score()
                            + 0.3);
        }
    }

    @Test
    void cashtagsOfTheFormerSymbolMeanTheNewOneInItsTime() {
        Document late = new Document("$FB beats", "en", List.of(), Instant.parse("2023-02-02T00:00:00Z"));
        assertThat(ANALYZER.analyze(late).mentions().get(0).link().symbol()).isEqualTo("META");
        Document then = new Document("$FB beats", "en", List.of(), Instant.parse("2015-02-02T00:00:00Z"));
        assertThat(ANALYZER.analyze(then).mentions().get(0).link().symbol()).isEqualTo("FB");
    }

    @Test
    void linksWhatTheUsersLinesAdd() {
        SymbolDirectory directory = SymbolDirectory.shipped()
                .withLines(List.of(
                        "symbol,name,exchange,sector,names",
                        "# ours",
                        "QZRX,Quazarex,SIM,,Quaza Power",
                        "AAPL,,,,Fruit Co"));
        StandardLinker linker = new StandardLinker(directory);
        assertThat(linker.link(Document.of("Quaza Power wins")))
                .singleElement()
                .satisfies(link -> assertThat(link.symbol()).isEqualTo("QZRX"));
        assertThat(linker.link(Document.of("Fruit Co wins")))
                .singleElement()
                .satisfies(link -> assertThat(link.symbol()).isEqualTo("AAPL"));
        assertThat(directory.find("AAPL").orElseThrow().name()).isEqualTo("Apple");
        assertThat(directory.search("quaz")).singleElement();
    }
}
