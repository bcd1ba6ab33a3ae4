package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Post;
import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceCheck;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueskyContractTest extends SourceContract {
    private static final String POISON = "$AAPL that cannot be looked at";

    private static final class JetstreamRig extends FakeRig<FakeJetstream> {
        private final Map<String, String> settings = new HashMap<>();

        /** @param folder where to put the dictionary; null for plain events */
        JetstreamRig(TestTiming timing, @Nullable Path folder) {
            super(timing, new BlueskyFactory(), new FakeJetstream(timing.clock()), Duration.ofMillis(100));
            this.settings.put("base-url", fake.uri().toString());
            if (folder != null) {
                settings.put("dictionary", written(folder, fake.dictionary()).toString());
            }
        }

        private static Path written(Path folder, byte[] dictionary) {
            try {
                return Files.write(folder.resolve("dictionary"), dictionary);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> settings(String secret) {
            return settings;
        }

        @Override
        protected String sayNext(int n) {
            String key = "key" + n;
            fake.post("did:plc:somebody", key, "long $AAPL " + key);
            fake.post("did:plc:somebody", "x" + key, "good morning");
            fake.identity("did:plc:somebody");
            fake.like("did:plc:somebody", "like" + key);
            return "post did:plc:somebody/" + key + " long $AAPL " + key;
        }

        @Override
        public Set<Fault> impossible() {
            return Set.of(
                    Fault.TRUNCATED_GZIP, Fault.LONG_CONTENT_LENGTH, Fault.SHORT_CONTENT_LENGTH, Fault.WRONG_CLOCK);
        }
    }

    /** The same with compressed events. */
    @Nested
    class Compressed extends SourceContract {
        @TempDir
        Path folder;

        @Override
        protected Rig open(TestTiming timing) {
            return new JetstreamRig(timing, folder);
        }

        @Test
        void landsWhatItCannotUnpackAndGoesOn() {
            start();
            awaitState(SourceState.LIVE);
            ((JetstreamRig) rig()).fake().broken();
            rig().say(1);

            awaitAll();
            assertThat(landing.records()).hasSize(2).anyMatch(record -> record.startsWith("rejection MALFORMED"));
            assertThat(rig().server().requests()).hasSize(1);
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new JetstreamRig(timing, null);
    }

    @Test
    void landsDeletionsAndChangesAndCountsWhatItLeavesOut() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        JetstreamRig rig = (JetstreamRig) rig();
        rig.fake().update("did:plc:somebody", "key0", "short $AAPL now");
        rig.fake().delete("did:plc:somebody", "key1");

        eventually().untilAsserted(() -> assertThat(landing.records())
                .endsWith("post did:plc:somebody/key0 short $AAPL now", "deletion did:plc:somebody/key1"));
        eventually().until(() -> report().landed() == 4);
        assertThat(report().skipped()).isEqualTo(4);
    }

    private JetstreamRig jetstream() {
        return (JetstreamRig) rig();
    }

    @Override
    protected boolean isLinkable(Post post) {
        if (post.text().equals(POISON)) {
            throw new IllegalStateException("not foreseen");
        }
        return super.isLinkable(post);
    }

    @Test
    void isNotLiveWhileAReplayStandsStill() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        awaitAll();
        running.commit();
        timing.hold();
        rig().server().down();
        awaitState(SourceState.UNREACHABLE);
        timing.hand().advance(Duration.ofMinutes(10));
        rig().say(1);
        timing.hand().advance(Duration.ofMinutes(50));
        jetstream().fake().holdFrom(timing.clock().instant());
        rig().say(1);
        rig().server().up();
        Set<SourceState> states = EnumSet.noneOf(SourceState.class);
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(1));
            states.add(report().state());
            assertThat(report().detail())
                    .contains("has sent nothing for a while")
                    .contains("2026-11-02T15:10:");
        });

        assertThat(states).contains(SourceState.CATCHING_UP).doesNotContain(SourceState.LIVE);
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.start()).isBefore(TestTiming.START.plus(Duration.ofMinutes(1)));
            assertThat(gap.end()).isNull();
        });
        assertAllComesOnceTheRelayGoesOn(running);
    }

    private void assertAllComesOnceTheRelayGoesOn(Intakes running) {
        jetstream().fake().goOn();
        timing.release();
        awaitAll();
        awaitState(SourceState.LIVE);
        running.commit();
        assertThat(store.gaps()).isEmpty();
    }

    @Test
    void leavesARelayThatStandsStillThoughItAnswersPings() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        awaitAll();
        Instant lost = timing.clock().instant().plusSeconds(1);
        timing.hold();
        jetstream().fake().holdFrom(lost);
        timing.hand().advance(Duration.ofSeconds(2));
        rig().say(1);
        timing.hand().advance(Duration.ofSeconds(40));
        awaitState(SourceState.CATCHING_UP);
        timing.hand().advance(Duration.ofSeconds(20));
        awaitState(SourceState.UNREACHABLE);

        assertThat(report().detail()).contains("has sent nothing for 60 s");
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.start()).isBeforeOrEqualTo(lost);
            assertThat(gap.end()).isNull();
        });
        assertAllComesOnceTheRelayGoesOn(running);
    }

    @Test
    void checkAsksTheOtherHostsIfTheFirstDoesNotServe() throws Exception {
        SourceSettings settings = new SourceSettings(
                Map.of("base-url", "ws://127.0.0.1:1," + jetstream().fake().uri()));

        assertThat(SourceCheck.run(rig().factory(), settings, environment(), timing, Map.of())
                        .state())
                .isEqualTo(SourceState.LIVE);
    }

    @Test
    void landsAChangeThatTakesTheTickerOut() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        jetstream().fake().update("did:plc:somebody", "key0", "never mind");
        jetstream().add("post did:plc:somebody/key0 never mind");

        awaitAll();
    }

    @Test
    void landsThatAnAccountIsGone() {
        start();
        awaitState(SourceState.LIVE);
        jetstream().fake().identity("did:plc:somebody");
        jetstream().fake().gone("did:plc:somebody");

        eventually()
                .untilAsserted(() -> assertThat(landing.records()).containsExactly("account did:plc:somebody GONE"));
        assertThat(report().skipped()).isEqualTo(1);
    }

    @Test
    void landsWhatItCannotLookAtAndGoesOn() {
        start();
        awaitState(SourceState.LIVE);
        jetstream().fake().post("did:plc:somebody", "poison", POISON);
        jetstream().fake().broken();
        jetstream().add("post did:plc:somebody/poison " + POISON);
        rig().say(1);

        awaitAll();
        assertThat(landing.records()).hasSize(3).anyMatch(record -> record.startsWith("rejection MALFORMED"));
        assertThat(rig().server().requests()).hasSize(1);
    }
}
