package io.tickvox.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.Interval;
import io.tickvox.model.Mention;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.operator.StandardAnalyzers;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.Speed;
import io.tickvox.sources.simulator.Rates;
import io.tickvox.sources.simulator.SimulatedMarket;
import io.tickvox.sources.simulator.SimulationPlan;
import io.tickvox.sources.simulator.Simulator;
import io.tickvox.testkit.truth.GroundTruth;
import io.tickvox.testkit.truth.MentionTruth;
import io.tickvox.testkit.truth.PostTruth;
import io.tickvox.testkit.truth.TrueBar;
import io.tickvox.text.Listing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ninety minutes of a simulated market through the job with the linker and scorer that ship, held against what the simulator
 * says is true: bursts, reposts, near-copies, promotion, late, repeated, edited and deleted posts.
 */
class SimulatedMarketTest {
    private static final long SEED = 7;
    private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");

    private static GroundTruth truth;
    private static Tables tables;

    @BeforeAll
    static void run(@TempDir Path directory) throws Exception {
        SimulatedMarket market = SimulatedMarket.create(SEED);
        SimulationPlan plan = SimulationPlan.live(START)
                .withPast(Duration.ZERO)
                .withDuration(Duration.ofMinutes(90))
                .withSpeed(Speed.max())
                .withRates(Rates.steady(2))
                .withTruth(directory);
        Mapped mapped = new Mapped();
        new Simulator(market, plan, Pacer.system()).run(mapped, () -> false);
        truth = GroundTruth.read(directory);
        Set<String> symbols = market.listings().stream().map(Listing::symbol).collect(Collectors.toSet());
        tables = FlinkRun.tables(
                mapped.posts,
                mapped.quotes,
                2,
                3,
                new Watchlist(symbols),
                StandardAnalyzers.withListings(market.listings()));
    }

    @Test
    void keepsEachPostThatStandsAndNoOther() {
        assertThat(tables.posts().keySet()).isEqualTo(keys(post -> !post.deleted()));
    }

    @Test
    void tellsRepostsAndCopiesFromOriginals() {
        Set<PostId> expected = truth.secondHand();
        Match match = Match.of(
                tables.posts().values().stream()
                        .filter(post -> post.kind() == PostKind.REPOST || post.copyOf() != null)
                        .map(SimulatedMarketTest::key)
                        .collect(Collectors.toSet()),
                keys(post -> !post.deleted() && expected.contains(post.id())));
        assertThat(match.precision()).as("%s", match).isGreaterThan(0.97);
        assertThat(match.recall()).as("%s", match).isGreaterThan(0.97);
    }

    @Test
    void findsTheCompaniesThatPostsAreAbout() {
        Match match = Match.of(
                tables.mentions().keySet(),
                truth.mentions().stream()
                        .filter(mention -> !post(mention).deleted())
                        .map(mention -> key(mention.post()) + "/" + mention.symbol())
                        .collect(Collectors.toSet()));
        assertThat(match.precision()).as("%s", match).isGreaterThan(0.99);
        assertThat(match.recall()).as("%s", match).isGreaterThan(0.97);
    }

    @Test
    void judgesPromotion() {
        Match match = Match.of(
                tables.mentions().values().stream()
                        .filter(Mention::isNoise)
                        .map(mention -> mention.source() + "/" + mention.postId())
                        .collect(Collectors.toSet()),
                keys(post -> post.noise() && !post.deleted() && post.mentions() > 0));
        assertThat(match.precision()).as("%s", match).isGreaterThan(0.8);
        assertThat(match.recall()).as("%s", match).isGreaterThan(0.4);
    }

    @Test
    void judgesWhatIsSaidOfEachCompany() {
        Map<Boolean, Long> right = truth.mentions().stream()
                .filter(mention -> !post(mention).noise())
                .filter(mention -> tables.mentions().containsKey(key(mention.post()) + "/" + mention.symbol()))
                .collect(Collectors.partitioningBy(
                        mention -> tables.mentions()
                                        .get(key(mention.post()) + "/" + mention.symbol())
                                        .label()
                                == mention.label(),
                        Collectors.counting()));
        assertThat((double) right.get(true) / (right.get(true) + right.get(false)))
                .as("%s", right)
                .isGreaterThan(0.7);
    }

    @Test
    void countsPostsInBarsAsTheyAre() {
        Map<String, SentimentBar> found = new HashMap<>();
        tables.sentimentBars().values().stream()
                .filter(bar -> bar.interval() == Interval.M15)
                .forEach(bar -> found.put(bar.symbol() + bar.start(), bar));
        long posts = 0;
        long off = 0;
        for (var bars : truth.bars(Interval.M15.length()).values()) {
            for (TrueBar bar : bars.values()) {
                SentimentBar other = found.remove(bar.symbol() + bar.start());
                posts += bar.posts();
                off += Math.abs(bar.posts() - (other == null ? 0 : other.posts()));
            }
        }
        off += found.values().stream().mapToInt(SentimentBar::posts).sum();
        assertThat(posts).isGreaterThan(5_000);
        assertThat((double) off / posts).as("%d of %d", off, posts).isLessThan(0.03);
    }

    private static Set<String> keys(Predicate<PostTruth> which) {
        return truth.posts().values().stream()
                .filter(which)
                .map(post -> key(post.id()))
                .collect(Collectors.toSet());
    }

    private static PostTruth post(MentionTruth mention) {
        return truth.posts().get(mention.post());
    }

    private static String key(Post post) {
        return key(post.id());
    }

    private static String key(PostId id) {
        return id.source() + "/" + id.id();
    }

    /** How two sets agree. */
    private record Match(long right, long found, long expected) {
        static Match of(Set<String> found, Set<String> expected) {
            return new Match(found.stream().filter(expected::contains).count(), found.size(), expected.size());
        }

        double precision() {
            return (double) right / found;
        }

        double recall() {
            return (double) right / expected;
        }
    }

    /** Maps what lands at once. */
    private static final class Mapped implements Landing {
        private final List<Normalised> posts = new ArrayList<>();
        private final List<Normalised> quotes = new ArrayList<>();
        private final Mapper mapper = Mappers.standard();
        private long landed;

        @Override
        public void land(Channel channel, Envelope envelope) {
            mapper.map(envelope, "test@" + landed++, (channel == Channel.POSTS ? posts : quotes)::add);
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant upTo) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
