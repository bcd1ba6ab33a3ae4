package io.tickvox.text.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.LinkKind;
import io.tickvox.text.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassagesTest {
    private static final Pattern CASHTAG = Pattern.compile("\\$[A-Z]+");

    private static List<Link> links(String text) {
        List<Link> links = new ArrayList<>();
        Matcher matcher = CASHTAG.matcher(text);
        while (matcher.find()) {
            String symbol = matcher.group().substring(1);
            if (links.stream().noneMatch(link -> link.symbol().equals(symbol))) {
                links.add(new Link(symbol, LinkKind.CASHTAG, 1, "", matcher.start(), matcher.end()));
            }
        }
        return links;
    }

    private static List<String> passages(String text) {
        return Passages.of(text, links(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    $A up. Great quarter!                 | $A up. Great quarter! |
                    long $A, short $B                     | long $A,           | short $B
                    $A beats while $B misses              | $A beats           | while $B misses
                    $A up 3%; $B down 2%                  | $A up 3%;          | $B down 2%
                    What a day. $A soars. $B plunges.     | What a day. $A soars. | What a day. $B plunges.
                    $A, $B up                             | $A, $B up          | $A, $B up
                    $A will crush $B                      | $A will crush $B   | $A will crush $B
                    $A up, nice, $B down                  | $A up, nice,       | $B down
                    """)
    void isWhatTheTextSaysOfEach(String text, String first, @Nullable String second) {
        assertThat(passages(text)).isEqualTo(second == null ? List.of(first) : List.of(first, second));
    }

    @Test
    void isTheWholeTextForALinkThatIsNotInIt() {
        List<Link> links = new ArrayList<>(links("long $A, short $B"));
        links.add(new Link("C", LinkKind.CONTEXT, 0.3, "", -1, -1));
        assertThat(Passages.of("long $A, short $B", links)).endsWith("long $A, short $B");
    }

    @Property(tries = 300)
    void everyPassageHoldsItsCompanyAndIsNeverLongerThanTheText(
            @ForAll List<@net.jqwik.api.From("parts") String> parts) {
        String text = String.join("", parts);
        List<Link> links = links(text);
        List<String> passages = Passages.of(text, links);
        assertThat(passages).hasSameSizeAs(links);
        for (int i = 0; i < links.size(); i++) {
            assertThat(passages.get(i)).contains("$" + links.get(i).symbol());
            assertThat(passages.get(i).length()).isLessThanOrEqualTo(text.length() + 1 + parts.size());
        }
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> parts() {
        return net.jqwik.api.Arbitraries.of("$A", "$B", "$CC", " ", ", ", ". ", "\n", "but ", "up", ";", "!", "ü");
    }

    @Test
    void takesTimeInProportionToTheText() {
        String text = "$A up but ".repeat(20_000) + "$B, ".repeat(20_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> passages(text));
    }
}
