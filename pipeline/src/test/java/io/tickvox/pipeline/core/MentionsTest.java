package io.tickvox.pipeline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.LinkKind;
import io.tickvox.model.Post;
import io.tickvox.text.Analyzer;
import io.tickvox.text.Link;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.TickerMention;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MentionsTest {
    private static final Analyzer ANALYZER = StandardAnalyzer.shipped();
    private static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");

    private static List<Link> links(String text, @Nullable String thread) {
        Post comment =
                Post.builder("reddit", "t1_a", AT, AT).text(text).thread(thread).build();
        return Mentions.analyze(ANALYZER, comment).mentions().stream()
                .map(TickerMention::link)
                .toList();
    }

    @Test
    void aCommentThatNamesNothingSpeaksOfItsThreadsCompanyWithLittleConfidence() {
        assertThat(links("this will moon after earnings, mark my words", "$NVDA earnings tomorrow"))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.symbol()).isEqualTo("NVDA");
                    assertThat(link.kind()).isEqualTo(LinkKind.CONTEXT);
                    assertThat(link.confidence()).isLessThanOrEqualTo(0.3);
                });
    }

    @Test
    void aCommentSpeaksOfTheTickerThatItNamesAndNotOfItsThreads() {
        assertThat(links("I would rather have $AMD here", "$NVDA earnings tomorrow"))
                .extracting(Link::symbol)
                .containsExactly("AMD");
    }

    @Test
    void aThreadOnSeveralCompaniesOrNoneTellsNothing() {
        assertThat(links("this will moon", "$NVDA or $AMD?")).isEmpty();
        assertThat(links("this will moon", "Daily discussion")).isEmpty();
        assertThat(links("this will moon", null)).isEmpty();
    }
}
