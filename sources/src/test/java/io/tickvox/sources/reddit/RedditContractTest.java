package io.tickvox.sources.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Post;
import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceCheck;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import io.tickvox.testkit.fake.FakeReddit;
import io.tickvox.testkit.fake.Request;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedditContractTest extends SourceContract {
    private static final class RedditRig extends FakeRig<FakeReddit> {
        private final boolean isOfAccount;
        private final List<String> names = new ArrayList<>();

        /** @param isOfAccount whether tokens are those of an account, not of the app itself */
        RedditRig(TestTiming timing, boolean isOfAccount) {
            super(timing, new RedditFactory(), new FakeReddit(timing.clock()), Duration.ofMillis(100));
            this.isOfAccount = isOfAccount;
        }

        @Override
        public Map<String, String> settings(String secret) {
            fake.accepts("app", isOfAccount ? "other" : secret);
            fake.account(secret);
            Map<String, String> settings = new HashMap<>();
            settings.put("base-url", fake.uri().toString());
            settings.put("auth-url", fake.uri().toString());
            settings.put("client-id", "app");
            settings.put("client-secret", isOfAccount ? "other" : secret);
            settings.put("subreddits", "stocks, r/options");
            if (isOfAccount) {
                settings.put("username", "somebody");
                settings.put("password", secret);
            }
            return settings;
        }

        @Override
        public List<Budget> budgets() {
            return List.of(new Budget("calls", 100, Duration.ofMinutes(1), request -> !request.path()
                    .endsWith("/access_token")));
        }

        @Override
        protected String sayNext(int n) {
            String text = "long $AAPL number " + n;
            String name = n % 2 == 0 ? fake.comment("stocks", text) : fake.submit("options", text);
            names.add(name);
            fake.comment("stocks", "good morning");
            fake.comment("cats", "my cat is called $TSLA");
            return "post " + name + " " + text;
        }
    }

    /** With a token of an account. */
    @Nested
    class OfAnAccount extends SourceContract {
        @Override
        protected Rig open(TestTiming timing) {
            return new RedditRig(timing, true);
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new RedditRig(timing, false);
    }

    private RedditRig redditRig() {
        return (RedditRig) rig();
    }

    private FakeReddit reddit() {
        return redditRig().fake();
    }

    private long requests(String end) {
        return reddit().server().requests().stream()
                .filter(request -> request.path().endsWith(end))
                .count();
    }

    @Test
    void goesOnAfterTheNewestThingsWereUnlisted() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(4);
        awaitAll();
        redditRig().names.forEach(reddit()::unlist);
        rig().say(2);

        awaitAll();
    }

    @Test
    void landsWhatIsDeletedOrChangedWhenItIsSeenAgain() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(4);
        awaitAll();
        String deleted = redditRig().names.get(0);
        String changed = redditRig().names.get(1);
        reddit().delete(deleted);
        reddit().change(changed, "short $AAPL after all");

        eventually().untilAsserted(() -> assertThat(landing.records())
                .containsOnlyOnce("deletion " + deleted, "post " + changed + " short $AAPL after all"));
        assertThat(landing.records()).hasSize(6);
    }

    @Test
    void believesRedditThatNoCallIsLeftAlsoAfterARestart() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        timing.hold();
        reddit().allows(0);
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(1));
            assertThat(report().state()).isEqualTo(SourceState.RATE_LIMITED);
        });
        first.close();
        reddit().allows(600);
        List<Instant> told = calls(rig().budgets().get(0));
        start();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(1));
            return calls(rig().budgets().get(0)).size() > told.size();
        });

        Instant next = calls(rig().budgets().get(0)).get(told.size());
        assertThat(Duration.between(told.get(told.size() - 1), next)).isGreaterThanOrEqualTo(Duration.ofSeconds(37));
    }

    /** Things that the listings show no more; a later start knows them from the tables alone. */
    @Test
    void looksAgainAtWhatIsKeptWhenTheListingsShowItNoMore() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        rig().say(4);
        awaitAll();
        first.close();
        for (String name : redditRig().names) {
            store.keep(name, "somebody", timing.clock().instant());
            reddit().unlist(name);
        }
        reddit().delete(redditRig().names.get(0));
        reddit().change(redditRig().names.get(1), "never mind");
        redditRig().add("deletion " + redditRig().names.get(0));
        redditRig().add("post " + redditRig().names.get(1) + " never mind");
        start();

        awaitAll();
        assertThat(landing.records()).hasSize(6);
        assertThat(infos()).allSatisfy(at -> assertThat(at).isAfter(TestTiming.START.plus(Duration.ofMinutes(10))));
    }

    @Test
    void looksLessOftenTheOlderAThingIsAndTwoDaysLong() {
        List<Long> ages = new ArrayList<>();
        for (int minute = 5; minute < 5_000; minute += 5) {
            Instant done = TestTiming.START.plus(Duration.ofMinutes(minute - 5L));
            Instant now = TestTiming.START.plus(Duration.ofMinutes(minute));
            if (RedditRevisits.isDue(TestTiming.START, done, now)) {
                ages.add((long) minute);
            }
        }

        assertThat(ages).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 2880L);
    }

    @Test
    void looksAtAHundredThingsACallAndLeavesCallsForTheListings() {
        for (int i = 0; i < 950; i++) {
            store.keep("t1_" + i, "somebody", TestTiming.START);
        }
        reddit().allows(20);
        start();
        awaitState(SourceState.LIVE);
        timing.hand().advance(Duration.ofMinutes(10));
        rig().say(2);
        awaitAll();
        assertThat(infos()).isEmpty();
        reddit().allows(600);

        eventually().until(() -> infos().size() == 10);
        assertThat(report().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void looksAgainAtOthersThoughOneIsKeptByANameThatRedditCannotHaveGiven() {
        store.keep("t1_ab cd", "somebody", TestTiming.START);
        store.keep("t1_ab&id=t1_x", "somebody", TestTiming.START);
        store.keep("t1_abc", "somebody", TestTiming.START);
        start();
        eventually().until(() -> !infos().isEmpty());
        rig().say(1);

        awaitAll();
        assertThat(report().state()).isEqualTo(SourceState.LIVE);
        assertThat(reddit().server().requests())
                .filteredOn(request -> request.path().equals("/api/info"))
                .extracting(request -> request.parameter("id"))
                .containsOnly("t1_abc");
    }

    @Test
    void goesOnThoughAListingGoesOnAfterANameWithASpace() {
        reddit().continueAfter("t1_ab cd");
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);

        awaitAll();
        assertThat(reddit().server().requests())
                .extracting(request -> request.parameter("after"))
                .contains("t1_ab cd");
    }

    @Test
    void goesOnWhereThingsMayNotBeLookedAtAgain() {
        store.keep("t1_abc", "somebody", TestTiming.START);
        reddit().refusesInfo();
        start();
        awaitState(SourceState.LIVE);
        eventually().until(() -> infos().size() == 1);
        rig().say(2);

        awaitAll();
        assertThat(report().state()).isEqualTo(SourceState.LIVE);
    }

    /** When things were looked at again. */
    private List<Instant> infos() {
        return reddit().server().requests().stream()
                .filter(request -> request.path().equals("/api/info"))
                .map(Request::at)
                .toList();
    }

    @Test
    void walksThroughAllPagesOfABusyListing() {
        start();
        awaitState(SourceState.LIVE);
        timing.hold();
        rig().say(350);
        timing.release();

        awaitAll();
        assertThat(landing.records()).doesNotHaveDuplicates();
        assertThat(report().skipped()).isEqualTo(350);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t1_zzzzzzzzzzz", "t1_zzzzzzzzzzz,t1_zzzzzzzzzzy,t1_1,t1_2"})
    void walksThroughAllPagesThoughSomeNamesAreFarOutOfOrder(String names) {
        start();
        awaitState(SourceState.LIVE);
        rig().say(8);
        for (String name : names.split(",")) {
            reddit().comment(name, "stocks", "$AAPL out of order");
            redditRig().add("post " + name + " $AAPL out of order");
        }
        awaitAll();
        timing.hold();
        rig().say(350);
        timing.release();

        awaitAll();
    }

    @Test
    void walksThroughAllPagesThoughOldNamesComeUpAmongTheNewest() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(8);
        awaitAll();
        timing.hold();
        rig().say(350);
        reddit().comment("t1_1", "stocks", "$AAPL out of order");
        reddit().comment("t1_2", "stocks", "$AAPL out of order");
        timing.release();

        awaitAll();
    }

    @Test
    void walksThroughAllPagesThoughTheMarkIsBeyondAllThings() {
        Map<String, String> marks = Map.of("/r/stocks+options/comments", "t1_zzzzzzzzzzz");
        store.remember("reddit", Map.of("position", new Position(TestTiming.START, marks).text()));
        rig().say(350);
        start();

        awaitAll();
    }

    @Test
    void walksThroughAllPagesOfAListingThatIsBehind() {
        reddit().datesBack(Duration.ofMinutes(10));
        start();
        awaitState(SourceState.LIVE);
        rig().say(22);
        awaitAll();
        timing.hold();
        rig().say(350);
        timing.release();

        awaitAll();
    }

    @Test
    void recordsWhatListingsDidNotHoldAnyMore() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        running.commit();
        reddit().server().down();
        eventually().until(() -> report().state() == SourceState.UNREACHABLE);
        timing.hold();
        for (int i = 0; i < 1_500; i++) {
            timing.hand().advance(Duration.ofSeconds(2));
            reddit().comment("stocks", "$AAPL " + i);
        }
        reddit().server().up();
        timing.release();
        awaitState(SourceState.LIVE);

        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> assertThat(
                            Duration.between(gap.start(), gap.end()))
                    .isGreaterThan(Duration.ofSeconds(950)));
        });
    }

    @Test
    void renewsATokenThatIsNotTakenAnyMore() {
        start();
        awaitState(SourceState.LIVE);
        long tokens = requests("/access_token");
        reddit().forgetTokens();
        rig().say(1);

        awaitAll();
        assertThat(requests("/access_token")).isGreaterThan(tokens);
        assertThat(store.gaps()).isEmpty();
    }

    @Test
    void saysThatThePasswordIsWrongThoughRedditAnswers200() throws Exception {
        RedditRig rig = redditRig();
        Map<String, String> settings = new HashMap<>(rig.settings("right"));
        settings.put("username", "somebody");
        settings.put("password", "wrong");
        Web web = new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault()));
        SourceReport result = SourceCheck.run(
                rig.factory(),
                new SourceSettings(settings),
                new SourceEnvironment(web, post -> true),
                timing,
                Map.of());

        assertThat(result).satisfies(report -> {
            assertThat(report.state()).isEqualTo(SourceState.REFUSED);
            assertThat(report.detail())
                    .contains("invalid_grant")
                    .contains("sources.reddit.username")
                    .doesNotContain("wrong");
        });
    }

    @Test
    void waitsWhenNothingIsLeftToAskFor() {
        start();
        awaitState(SourceState.LIVE);
        reddit().allows(0);
        timing.hold();
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(2));
            assertThat(report().state()).isEqualTo(SourceState.RATE_LIMITED);
        });
        assertThat(report().detail()).contains("calls allowed");
    }

    @Test
    void asksForAllSubredditsTogetherAndNamesItself() {
        start();
        awaitState(SourceState.LIVE);

        eventually().untilAsserted(() -> assertThat(reddit().server().requests())
                .filteredOn(request -> request.path().startsWith("/r/"))
                .extracting(Request::path)
                .containsOnly("/r/stocks+options/comments", "/r/stocks+options/new"));
        assertThat(reddit().server().requests())
                .extracting(request -> request.header("user-agent"))
                .containsOnly("java:app:v0.1 (Tickvox)");
    }

    @Test
    void landsAChangeThatTakesTheTickerOut() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        String name = redditRig().names.get(0);
        reddit().change(name, "never mind");
        redditRig().add("post " + name + " never mind");

        awaitAll();
    }

    @Test
    void landsAChangeThatTakesTheTickerOutOfWhatAnEarlierRunLanded() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        first.close();
        String name = redditRig().names.get(0);
        reddit().change(name, "never mind");
        redditRig().add("post " + name + " never mind");
        start();

        awaitAll();
    }

    @Test
    void leavesOutChangesOfWhatWasNeverAboutATicker() {
        start();
        awaitState(SourceState.LIVE);
        String name = reddit().comment("stocks", "good morning");
        eventually().until(() -> report().skipped() == 1);
        reddit().change(name, "good evening");

        eventually().until(() -> report().skipped() == 2);
        assertThat(landing.records()).isEmpty();
    }

    @Test
    void goesOnBehindAThingThatDoesNotSayWhenItWasWritten() {
        start();
        awaitState(SourceState.LIVE);
        timing.hold();
        for (int i = 0; i < 150; i++) {
            String text = "$AAPL " + i;
            redditRig().add("post " + reddit().comment("stocks", text) + " " + text);
        }
        reddit().undate(reddit().comment("stocks", "$AAPL some time"));
        timing.release();

        awaitAll();
        assertThat(landing.records()).hasSize(151).anyMatch(record -> record.startsWith("rejection "));
    }

    @Override
    protected boolean isLinkable(Post post) {
        if (post.text().contains("poison")) {
            throw new IllegalStateException("not foreseen");
        }
        return super.isLinkable(post);
    }

    @Test
    void landsWhatItCannotLookAtAndGoesOn() {
        start();
        awaitState(SourceState.LIVE);
        redditRig().add("post " + reddit().comment("stocks", "poison") + " poison");
        rig().say(1);

        awaitAll();
        assertThat(landing.records()).hasSize(2);
    }
}
