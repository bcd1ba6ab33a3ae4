package io.tickvox.sources.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompaniesTest {
    @Test
    void noSymbolOrNameIsThatOfAListedCompany() throws IOException {
        StringBuilder listed = new StringBuilder();
        try (Stream<Path> files = Files.list(Shared.path("data/reference"))) {
            for (Path file : files.toList()) {
                listed.append(Files.readString(file)).append('\n');
            }
        }
        String lists = listed.toString();
        String lower = lists.toLowerCase(Locale.ROOT);
        for (Company company : Companies.deal(1)) {
            assertThat(lower).doesNotContain(company.name().toLowerCase(Locale.ROOT));
            assertThat(Pattern.compile("\\b" + company.symbol() + "\\b")
                            .matcher(lists)
                            .find())
                    .as(company.symbol())
                    .isFalse();
        }
    }

    @Test
    void eightCompaniesLeadEightFollowAndTheRestDoNeither() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Companies.deal(seed))
                    .hasSize(30)
                    .filteredOn(company -> company.relation() == Relation.SENTIMENT_LEADS)
                    .hasSize(8)
                    .allSatisfy(company -> assertThat(company.lagMinutes()).isBetween(5L, 60L));
            assertThat(Companies.deal(seed))
                    .filteredOn(company -> company.relation() == Relation.PRICE_LEADS)
                    .hasSize(8);
        }
    }
}
