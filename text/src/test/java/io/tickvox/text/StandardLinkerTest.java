package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.LinkKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardLinkerTest {
    private static final StandardLinker LINKER = StandardLinker.shipped();

    private static List<String> symbols(Document document) {
        return LINKER.link(document).stream()
                .map(link -> link.kind().id() + " " + link.symbol())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            long $NVDA, short $intc              | cashtag NVDA,cashtag INTC
            $BRK.B $BRK-B $BRK/B                 | cashtag BRK.B
            ($AAPL) up                           | cashtag AAPL
            $FB $PCLN $LNKD                      | cashtag FB,cashtag PCLN,cashtag LNKD
            $BTC.X and $EURUSD and $spx          | cashtag BTC.X,cashtag EURUSD,cashtag SPX
            $ZZZQ is not known to any list       | cashtag ZZZQ
            Apple earnings tonight               | name AAPL
            Apple Inc. to report                 | name AAPL
            Microsoft and JPMorgan Chase rally   | name MSFT,name JPM
            Johnson &amp; Johnson vs AT&amp;T    | name JNJ,name T
            McDonald's same-store sales          | name MCD
            Coca-Cola raises dividend            | name KO
            Target shares fall                   | name TGT
            selling my TSLA puts                 | symbol TSLA
            NYSE: ON looks strong                | symbol ON
            #TSLA calls                          | name TSLA
            Google $GOOG                         | cashtag GOOG
            apple stock looks cheap              | name AAPL
            Apple unveils a new watch            | name AAPL
            iPhone sales in China                | name AAPL
            3M Company to cut jobs               | name MMM
            PLTR to the moon                     | symbol PLTR
            AAPL GE TSLA movers                  | symbol AAPL,symbol GE,symbol TSLA
            Ford upgraded by analysts at Citigroup | name F
            Bank of America Corporation          | name BAC
            """)
    void links(String text, String expected) {
        assertThat(symbols(Document.of(text))).containsExactly(expected.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grandma's apple pie recipe
            The target is on the wall. ALL of IT, NOW
            U$D A$AP US$5 FiR$T
            $wag $unriz $FOLLOW
            mind the gap, visa needed
            YOLO on DD, the CEO is A PM
            I LOVE THIS SO MUCH OMG
            CAT videos are fun
            An Apple pie and Apple cider
            my Visa application, US$AAPL
            I think A or B will do
            """)
    void linksNothing(String text) {
        assertThat(symbols(Document.of(text))).isEmpty();
    }

    @Test
    void takesTheSourcesTagsAsEvidence() {
        Document cut = new Document("RT @x: movers $AAPL $M…", "en", List.of("AAPL", "MSFT", "aturday"), null);
        assertThat(symbols(cut)).startsWith("cashtag AAPL", "cashtag MSFT");
        Document forum = new Document("ON looks cheap here", "en", List.of("ON"), null);
        assertThat(symbols(forum)).containsExactly("symbol ON");
        Document slang = new Document("$aturday", "en", List.of("ATURDA"), null);
        assertThat(symbols(slang)).contains("cashtag ATURDA");
    }

    @Test
    void namesMeanTheSymbolOfTheirTime() {
        Document then = new Document("Facebook beats", "en", List.of(), Instant.parse("2014-05-01T00:00:00Z"));
        assertThat(symbols(then)).containsExactly("name FB");
        assertThat(symbols(Document.of("Facebook beats"))).containsExactly("name META");
    }

    @Test
    void takesItsThreadsTickerOnlyWhereItNamesNone() {
        Document reply = new Document("totally agree, to the moon", "en", List.of(), null, List.of("GME"));
        assertThat(LINKER.link(reply)).singleElement().satisfies(link -> {
            assertThat(link.kind()).isEqualTo(LinkKind.CONTEXT);
            assertThat(link.confidence()).isLessThan(0.5);
        });
        Document other = new Document("no, I prefer $AMC", "en", List.of(), null, List.of("GME"));
        assertThat(symbols(other)).containsExactly("cashtag AMC");
    }

    @Test
    void givesAReasonAndASpan() {
        String text = "I think Apple earnings will beat";
        Link link = LINKER.link(Document.of(text)).get(0);
        assertThat(link.reason()).isEqualTo("name Apple beside 'earnings'");
        assertThat(text.substring(link.start(), link.end())).isEqualTo("Apple");
        assertThat(link.confidence()).isBetween(0.5, 1.0);
    }

    @Test
    void linksAddedListings() {
        Listing invented = new Listing("QZRX", "Quazarex", "SIM", "Energy", List.of("Quazarex Power"));
        StandardLinker linker = new StandardLinker(SymbolDirectory.shipped().with(List.of(invented)));
        assertThat(linker.link(Document.of("Quazarex Power wins, QZRX calls")))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.symbol()).isEqualTo("QZRX");
                    assertThat(link.kind()).isEqualTo(LinkKind.NAME);
                });
    }

    @Property(tries = 2000)
    void isTotalWithOneLinkASymbol(@ForAll("posts") String text, @ForAll("tags") List<String> tags) {
        List<Link> links = LINKER.link(new Document(text, null, tags, null));
        Set<String> seen = new HashSet<>();
        for (Link link : links) {
            assertThat(seen.add(link.symbol())).isTrue();
            assertThat(link.confidence()).isBetween(0.5, 1.0);
            if (link.start() >= 0) {
                assertThat(link.start()).isLessThan(link.end());
                assertThat(link.end()).isLessThanOrEqualTo(text.length());
            } else {
                assertThat(link.end()).isEqualTo(-1);
            }
        }
    }

    @Provide
    Arbitrary<String> posts() {
        return Texts.posts();
    }

    @Provide
    Arbitrary<List<String>> tags() {
        return Arbitraries.of("AAPL", "BRK-B", "ZZZQ", "", "$", "ON").list().ofMaxSize(3);
    }

    @Test
    void linksTheCashtagsOfRealPosts() {
        Set<String> seen = new HashSet<>();
        int[] linkedAndAll = new int[2];
        List<String> missed = new ArrayList<>();
        SharedData.forEachStocknetPost(post -> {
            String text = post.path("text").asString();
            if (seen.add(text)) {
                List<String> linked = LINKER.link(Document.of(text)).stream()
                        .map(Link::symbol)
                        .toList();
                for (String cashtag : Cashtags.of(text)) {
                    boolean hit = linked.contains(cashtag);
                    linkedAndAll[0] += hit ? 1 : 0;
                    linkedAndAll[1]++;
                    if (!hit) {
                        missed.add(cashtag);
                    }
                }
            }
        });
        assertThat((double) linkedAndAll[0] / linkedAndAll[1])
                .as("missed, for example %s", missed.subList(0, Math.min(200, missed.size())))
                .isGreaterThan(0.98);
    }

    @Test
    void tellsWhereATextNamesACompanyThatItTagsToo() {
        String text = "Apple is up, Google down $AAPL $GOOGL";
        List<Link> links = StandardLinker.shipped().link(Document.of(text));
        assertThat(links).extracting(Link::symbol).containsExactly("AAPL", "GOOGL");
        assertThat(links)
                .extracting(link -> text.substring(
                        link.names().get(0).start(), link.names().get(0).end()))
                .containsExactly("Apple", "Google");
    }
}
