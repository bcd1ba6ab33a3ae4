package io.tickvox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.StandardLinker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class PostGeneratorTest {
    private static final Instant START = Instant.parse("2014-01-02T14:30:00Z");
    private static final int COUNT = 50_000;

    private final PostGenerator generator = new PostGenerator(5, Symbols.largest(100), START, 1_000);

    @Test
    void makesPostsThatTheMapperReads() {
        Mapper mapper = Mappers.standard();
        Map<String, Post> posts = new HashMap<>();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            mapper.map(Envelope.json("x", "v1.1", START, generator.next()), "", record -> {
                Post post = (Post) record;
                posts.put(post.postId(), post);
                texts.add(post.text());
            });
        }
        assertThat(posts).hasSize((int) generator.distinct());
        assertThat(posts.values().stream()
                        .mapToInt(post -> post.symbols().size())
                        .sum())
                .isEqualTo((int) generator.mentions());
        assertThat(posts.values().stream().filter(post -> post.kind() == PostKind.REPOST))
                .hasSize((int) generator.reposts());
        assertThat(texts.size()).isGreaterThan(posts.size() * 99 / 100);
    }

    @Test
    void speaksOfTheCompaniesOfItsCashtagsAndNoOthers() {
        SamplePosts posts = new SamplePosts();
        Linker linker = StandardLinker.shipped();
        for (int i = 0; i < SamplePosts.COUNT; i++) {
            Document document = posts.document(i);
            assertThat(linker.link(document))
                    .as(document.text())
                    .extracting(Link::symbol)
                    .containsExactlyInAnyOrderElementsOf(document.symbols());
        }
    }

    @Test
    void keepsToItsShares() {
        for (int i = 0; i < COUNT; i++) {
            generator.next();
        }
        assertThat(generator.bytes() / COUNT).isCloseTo(1_100, Percentage.withPercentage(10));
        assertThat(generator.reposts()).isCloseTo(generator.distinct() / 10, Percentage.withPercentage(10));
        assertThat(generator.distinct()).isCloseTo(COUNT * 95 / 100, Percentage.withPercentage(1));
        assertThat(generator.newest()).isEqualTo(START.plusSeconds(generator.distinct() / 1_000));
    }

    @Test
    void isAFunctionOfItsSeed() {
        PostGenerator same = new PostGenerator(5, Symbols.largest(100), START, 1_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(new String(same.next(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(generator.next(), StandardCharsets.UTF_8));
        }
    }
}
