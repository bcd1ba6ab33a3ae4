package io.tickvox.sources.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Deletion;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import io.tickvox.testkit.truth.GroundTruth;
import io.tickvox.testkit.truth.MentionTruth;
import io.tickvox.testkit.truth.PostTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six simulated hours, read by the mappers, against what the simulator says is true. */
class SimulatedTruthTest {
    private static final long SEED = 11;

    private static GroundTruth truth;
    private static Recording recording;
    private static final Map<PostId, Post> first = new HashMap<>();
    private static final Map<PostId, Post> newest = new HashMap<>();
    private static final Set<PostId> deleted = new HashSet<>();
    private static final List<Rejection> rejections = new ArrayList<>();
    private static final List<Quote> quotes = new ArrayList<>();
    private static long delivered;

    @BeforeAll
    static void run(@TempDir Path directory) throws InterruptedException {
        recording = Recording.of(SEED, Duration.ofHours(6), 2, directory);
        truth = GroundTruth.read(directory);
        Mapper mapper = Mappers.standard();
        for (int i = 0; i < recording.envelopes.size(); i++) {
            mapper.map(recording.envelopes.get(i), "test:0:" + i, SimulatedTruthTest::take);
        }
    }

    private static void take(Normalised record) {
        if (record instanceof Post post) {
            delivered++;
            first.putIfAbsent(post.id(), post);
            newest.merge(post.id(), post, (known, next) -> next.version() >= known.version() ? next : known);
        } else if (record instanceof Deletion deletion) {
            deleted.add(new PostId(deletion.source(), deletion.postId()));
        } else if (record instanceof Rejection rejection) {
            rejections.add(rejection);
        } else if (record instanceof Quote quote) {
            quotes.add(quote);
        } else {
            assertThat(record).isInstanceOf(Heartbeat.class);
        }
    }

    @Test
    void everyPostArrivesAndNoOther() {
        assertThat(first.keySet())
                .hasSizeGreaterThan(30_000)
                .isEqualTo(truth.posts().keySet());
        assertThat(delivered).isEqualTo(truth.summary().delivered());
        assertThat((long) first.size()).isEqualTo(truth.summary().posts());
        assertThat(truth.summary().duplicates())
                .isEqualTo(delivered - first.size() - truth.summary().edited())
                .isPositive();
    }

    @Test
    void mappersReadWhatTheSimulatorWrote() {
        for (PostTruth post : truth.posts().values()) {
            Post read = first.get(post.id());
            assertThat(read).isNotNull();
            assertThat(read.createdAt()).isEqualTo(post.createdAt());
            assertThat(read.kind()).isEqualTo(post.kind());
            assertThat(read.parentId()).isEqualTo(post.parentId());
            assertThat(read.authorId()).isEqualTo(post.author());
            assertThat(read.authorLabel()).isEqualTo(post.authorLabel());
            assertThat(read.createdAt()).isBefore(read.observedAt());
        }
    }

    @Test
    void deletionsAndRejectionsAreTheOnesTold() {
        Set<PostId> told = truth.posts().values().stream()
                .filter(PostTruth::deleted)
                .map(PostTruth::id)
                .collect(Collectors.toSet());

        assertThat(deleted).hasSizeGreaterThan(50).isEqualTo(told);
        assertThat(rejections).hasSize((int) truth.summary().malformed()).isNotEmpty();
        assertThat(rejections).allSatisfy(rejection -> assertThat(rejection.reason())
                .isIn(Rejection.Reason.MALFORMED, Rejection.Reason.ENCODING));
    }

    @Test
    void aPostIsAboutTheCompaniesThatItNames() {
        Map<PostId, Set<String>> told = new HashMap<>();
        for (MentionTruth mention : truth.mentions()) {
            assertThat(told.computeIfAbsent(mention.post(), id -> new TreeSet<>())
                            .add(mention.symbol()))
                    .isTrue();
        }
        List<Company> companies = Companies.deal(SEED);
        for (Post post : newest.values()) {
            Set<String> named = companies.stream()
                    .filter(company -> names(post.text(), company))
                    .map(Company::symbol)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(told.getOrDefault(post.id(), Set.of())).as(post.text()).isEqualTo(named);
        }
    }

    private static boolean names(String text, Company company) {
        return text.contains(company.name())
                || text.contains(company.symbol())
                || text.contains("$" + company.symbol().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void copiesReadLikeTheirOriginalsAndOriginalsLikeNothingBefore() {
        Map<String, PostTruth> originals = new HashMap<>();
        List<PostTruth> inOrder = truth.posts().values().stream()
                .filter(post -> post.kind() != PostKind.REPOST)
                .sorted((a, b) -> a.createdAt().equals(b.createdAt())
                        ? a.id().compareTo(b.id())
                        : a.createdAt().compareTo(b.createdAt()))
                .toList();
        for (PostTruth post : inOrder) {
            String words = words(first.get(post.id()).text());
            PostTruth original = originals.putIfAbsent(words, post);
            assertThat(original == null ? null : original.id().id()).as(words).isEqualTo(post.copyOf());
        }
        assertThat(truth.summary().copies()).isGreaterThan(500);
    }

    /** The letters and digits of a text, without names and addresses. */
    private static String words(String text) {
        return text.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("https?://\\S+|@\\w+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    @Test
    void eachNetworkBringsItsShareAndSomeOfItLate() {
        Map<String, Long> bySource =
                first.keySet().stream().collect(Collectors.groupingBy(PostId::source, Collectors.counting()));

        assertThat(bySource).containsOnlyKeys("x", "reddit", "bluesky", "stocktwits");
        assertThat(bySource.get("x") / (double) first.size()).isBetween(0.43, 0.47);
        assertThat(first.values())
                .filteredOn(post ->
                        Duration.between(post.createdAt(), post.observedAt()).toSeconds() > 60)
                .hasSizeBetween(first.size() / 150, first.size() / 50);
        assertThat(first.values())
                .filteredOn(post -> post.authorLabel() == AuthorLabel.BULLISH)
                .hasSizeGreaterThan(500);
    }

    @Test
    void barsPolledAreThoseOfTheMarketAndTradesLieWithinThem() {
        SimulatedMarket market = SimulatedMarket.create(SEED);
        Map<String, Company> companies =
                market.companies().stream().collect(Collectors.toMap(Company::symbol, company -> company));
        assertThat(quotes).hasSizeGreaterThan(50_000);
        for (Quote quote : quotes) {
            Company company = companies.get(quote.symbol());
            long minute = quote.at().toEpochMilli() / 60_000 * 60_000;
            SimulatedMarket.Bar bar = market.bar(company, minute);
            assertThat(quote.close()).isBetween(bar.low() - 1e-4, bar.high() + 1e-4);
            if (quote.kind() == Quote.Kind.BAR) {
                assertThat(quote.open()).isEqualTo((float) bar.open(), org.assertj.core.api.Assertions.within(1e-4));
                assertThat(quote.volume()).isEqualTo(bar.volume());
            }
        }
        assertThat(quotes.stream().map(Quote::symbol).distinct()).hasSize(30);
    }

    @Test
    void nothingLandsOnTheWrongChannel() {
        for (int i = 0; i < recording.envelopes.size(); i++) {
            boolean prices = Set.of("finnhub", "yahoo")
                    .contains(recording.envelopes.get(i).source());
            assertThat(recording.channels.get(i)).isEqualTo(prices ? Channel.QUOTES : Channel.POSTS);
        }
    }
}
