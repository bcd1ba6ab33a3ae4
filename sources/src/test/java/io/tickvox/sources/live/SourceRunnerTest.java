package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import io.tickvox.sources.kafka.KafkaLanding;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of sources that do what none should. */
class SourceRunnerTest {
    private final TestTiming timing = new TestTiming();
    private final HandLanding landing = new HandLanding();
    private final MemoryIntakeStore store = new MemoryIntakeStore();
    private final AtomicInteger runs = new AtomicInteger();
    private Intakes intakes;

    private interface Following {
        void run(Position from, Intake intake) throws Exception;
    }

    @AfterEach
    void stop() {
        intakes.close();
    }

    @Test
    void aBrokenClassIsToldWithoutItsWordsAndTriedAgain() {
        timing.hold();
        start((from, intake) -> {
            if (runs.incrementAndGet() < 3) {
                throw new NoClassDefFoundError("hunter2");
            }
            serve(from, intake);
        });

        await().until(() -> state() == SourceState.UNREACHABLE);
        assertThat(intakes.reports().get(0).detail())
                .contains("NoClassDefFoundError")
                .doesNotContain("hunter2");
        timing.release();
        await().until(() -> state() == SourceState.LIVE);
    }

    @Test
    void aWaitThatTheApiAskedForIsNotCutShortWhenNothingCanLand() {
        Instant until = TestTiming.START.plus(Duration.ofMinutes(10));
        List<Instant> began = new CopyOnWriteArrayList<>();
        timing.hold();
        start((from, intake) -> {
            began.add(timing.clock().instant());
            throw SourceFailure.limitedUntil(until, "slow down");
        });
        await().until(() -> state() == SourceState.RATE_LIMITED);
        for (int i = 0; i < 5; i++) {
            landing.failOnce();
            intakes.commit();
        }
        timing.hand().advance(Duration.ofMinutes(9));
        intakes.commit();
        await().until(() -> {
            timing.hand().advance(Duration.ofMinutes(1));
            return began.size() > 1;
        });

        assertThat(began.get(1)).isAfterOrEqualTo(until);
    }

    @Test
    void eventTimeNeverMovesBeyondThePresent() {
        timing.hold();
        start((from, intake) -> {
            intake.complete(timing.clock().instant(), "all");
            intake.advance(Position.startingAt(Instant.parse("2100-01-01T00:00:00Z")));
            intake.sleep(Duration.ofDays(1));
        });
        await().until(() -> state() == SourceState.LIVE);
        timing.hand().advance(Duration.ofSeconds(10));
        intakes.commit();

        assertThat(landing.beats()).isNotEmpty().allSatisfy(at -> assertThat(at)
                .isBeforeOrEqualTo(timing.clock().instant()));
    }

    @Test
    void waitsGrowThoughTheApiServesAMomentEachTime() {
        List<Instant> began = new CopyOnWriteArrayList<>();
        start((from, intake) -> {
            began.add(timing.clock().instant());
            if (began.size() == 7) {
                timing.hand().advance(Duration.ofMinutes(1));
            }
            intake.complete(timing.clock().instant(), "all");
            intake.advance(Position.startingAt(timing.clock().instant()));
            throw new IOException("dropped");
        });
        await().until(() -> began.size() > 7);

        assertThat(Duration.between(began.get(5), began.get(6))).isGreaterThan(Duration.ofSeconds(15));
        assertThat(Duration.between(began.get(6), began.get(7))).isLessThan(Duration.ofSeconds(63));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsStayShortWhereEachSteadyRunEndsInAnUnforeseenWay(boolean isKnown) {
        List<Duration> waits = new CopyOnWriteArrayList<>();
        AtomicReference<Instant> ended = new AtomicReference<>();
        start((from, intake) -> {
            Instant before = ended.get();
            if (before != null) {
                waits.add(Duration.between(before, timing.clock().instant()));
            }
            intake.complete(timing.clock().instant(), "all");
            intake.advance(Position.startingAt(timing.clock().instant()));
            timing.hand().advance(Duration.ofMinutes(2));
            ended.set(timing.clock().instant());
            if (isKnown) {
                throw new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, "the broker is away");
            }
            throw new IllegalStateException("odd");
        });
        await().until(() -> waits.size() > 7);

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(5)));
    }

    @Test
    void anApiThatAsksForNoWaitAtAllIsGivenOneThatGrows() {
        List<Instant> began = new CopyOnWriteArrayList<>();
        start((from, intake) -> {
            began.add(timing.clock().instant());
            throw SourceFailure.limitedUntil(timing.clock().instant(), "slow down");
        });
        await().until(() -> began.size() > 6);

        assertThat(Duration.between(began.get(5), began.get(6))).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void aLimitThatAWrongClockWroteDownIsForgotten() {
        store.remember("odd", Map.of("limited_until", "2100-01-01T00:00:00Z"));
        start(this::serve);

        await().until(() -> state() == SourceState.LIVE);
        assertThat(timing.clock().instant()).isBefore(TestTiming.START.plus(Duration.ofDays(1)));
    }

    @Test
    void aClockThatIsSetBackMakesNoWaitLonger() {
        timing.hold();
        start((from, intake) -> {
            if (runs.incrementAndGet() == 1) {
                throw new IOException("broken");
            }
            serve(from, intake);
        });
        await().until(() -> state() == SourceState.UNREACHABLE);
        timing.hand().advance(Duration.ofHours(-1));
        landing.failOnce();
        intakes.commit();
        AtomicInteger moves = new AtomicInteger();

        await().until(() -> {
            timing.hand().advance(Duration.ofMillis(100));
            return runs.get() == 2 || moves.incrementAndGet() > 600;
        });
        assertThat(runs).hasValue(2);
    }

    @Test
    void aSourceThatHangsIsNotLive() {
        start(this::serve);
        await().until(() -> state() == SourceState.LIVE);
        timing.hand().advance(Duration.ofMinutes(10));

        assertThat(intakes.reports()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(SourceState.CATCHING_UP);
            assertThat(report.lag()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void wordsThatRepeatACredentialDoNotShowIt() {
        SourceFactory inner = factory((from, intake) -> {
            throw SourceFailure.refused("Cannot GET /?access_token=hunter+2%2Fx; you sent 'hunter 2/x'");
        });
        SourceFactory factory = new SourceFactory() {
            @Override
            public SourceInfo info() {
                List<SourceOption> options = List.of(SourceOption.secret("token", "A token."));
                return new SourceInfo("odd", Coverage.POSTS, "nothing", options, "");
            }

            @Override
            public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
                return inner.create(settings, environment);
            }
        };
        timing.hold();
        intakes = Intakes.start(
                settings(), Map.of(factory, new SourceSettings(Map.of("token", "hunter 2/x"))), List.of());
        await().until(() -> state() == SourceState.REFUSED);
        intakes.commit();

        assertThat(intakes.reports().get(0).detail())
                .startsWith("Cannot GET /?access_token=********; you sent '********'");
        assertThat(store.everything()).contains("********").doesNotContain("hunter");
    }

    @Test
    void whatCannotBeKeptOfOneSourceKeepsNoOtherFromBeingKept() {
        Map<SourceFactory, SourceSettings> both = new LinkedHashMap<>();
        both.put(factory("bad", this::serve), new SourceSettings(Map.of()));
        both.put(factory(this::serve), new SourceSettings(Map.of()));
        store.refuse("bad");
        intakes = Intakes.start(settings(), both, List.of());
        await().until(() ->
                state() == SourceState.LIVE && intakes.reports().get(1).state() == SourceState.LIVE);

        assertThatThrownBy(intakes::commit).hasMessage("It is not taken");
        assertThat(store.recall("odd")).containsKey("position");
        assertThat(store.recall("bad")).isEmpty();
        store.refuse("");
    }

    @Test
    void aShortStopOfASourceThatDoesNotReplayIsAGap() {
        start(this::serve);
        await().until(() -> state() == SourceState.LIVE);
        intakes.commit();
        Instant left = timing.clock().instant();
        intakes.close();
        timing.hand().advance(Duration.ofSeconds(10));
        start(this::serve);
        await().until(() -> state() == SourceState.LIVE);
        intakes.commit();

        assertThat(store.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo("Tickvox was not running");
            assertThat(Duration.between(gap.start(), left)).isLessThan(Duration.ofSeconds(2));
            assertThat(gap.end()).isAfterOrEqualTo(left.plusSeconds(10));
        });
    }

    @Test
    void nothingIsMissingWhileNothingIsWanted() {
        start(this::serve);
        await().until(() -> state() == SourceState.LIVE);
        timing.hold();
        intakes.close();
        for (int i = 0; i < 3; i++) {
            start((from, intake) -> {
                throw SourceFailure.idle("nothing is wanted", Duration.ofSeconds(5));
            });
            await().until(() -> state() == SourceState.DISABLED);
            intakes.commit();
            timing.hand().advance(Duration.ofMinutes(20));
            intakes.close();
            timing.hand().advance(Duration.ofMinutes(20));
        }
        start(this::serve);
        await().until(() -> state() == SourceState.LIVE);
        intakes.commit();

        assertThat(store.gaps()).isEmpty();
    }

    @Test
    void whatASourceThatDoesNotReplayCouldNotLandIsAGap() {
        start(this::serve);
        await().until(() -> state() == SourceState.LIVE);
        intakes.commit();
        Instant kept = timing.clock().instant();
        timing.hand().advance(Duration.ofSeconds(20));
        landing.failOnce();
        intakes.commit();
        await().untilAsserted(() -> {
            intakes.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.reason()).isEqualTo("what had come could not be landed");
                assertThat(gap.start()).isBeforeOrEqualTo(kept);
                assertThat(gap.end()).isAfterOrEqualTo(kept.plusSeconds(20));
            });
        });
    }

    @Test
    void aSourceThatCannotBeMadeAgainIsTriedUntilItCan() {
        AtomicInteger made = new AtomicInteger();
        Following following = (from, intake) -> {
            if (made.get() == 1) {
                throw new IllegalStateException("odd");
            }
            serve(from, intake);
        };
        SourceFactory factory = new SourceFactory() {
            @Override
            public SourceInfo info() {
                return factory(following).info();
            }

            @Override
            public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
                if (made.incrementAndGet() == 2) {
                    throw new TickvoxException(ErrorCode.FILE_NOT_FOUND, "no such file");
                }
                return source(following);
            }
        };
        intakes = Intakes.start(settings(), Map.of(factory, new SourceSettings(Map.of())), List.of());

        await().until(() -> state() == SourceState.LIVE);
        assertThat(made).hasValue(3);
    }

    @Test
    void aSourceThatCannotBeMadeIsLeftOutWithItsReason() {
        intakes = Intakes.start(settings(), Map.of(factory(null), new SourceSettings(Map.of())), List.of());

        assertThat(intakes.reports()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(SourceState.DISABLED);
            assertThat(report.detail()).isEqualTo("no such file");
        });
    }

    @Test
    void ofAPayloadThatIsTooLargeTheBeginningLandsToBeRejected() {
        byte[] large = new byte[KafkaLanding.MAX_PAYLOAD_BYTES + 1];
        start((from, intake) -> {
            intake.land(Landing.Channel.POSTS, Envelope.json("x", "v1.1", intake.now(), large));
            serve(from, intake);
        });
        await().until(() -> state() == SourceState.LIVE);

        assertThat(landing.records())
                .containsExactly("rejection TOO_LARGE Payload of 16777217 bytes, of which the first 16777216 are kept: "
                        + "at most 16777216 are read");
    }

    /** As a source without a past: covers from now on. */
    private void serve(Position from, Intake intake) throws InterruptedException {
        Instant now = timing.clock().instant();
        intake.complete(now, "all");
        intake.advance(Position.startingAt(now));
        new CountDownLatch(1).await();
    }

    private SourceState state() {
        return intakes.reports().get(0).state();
    }

    private void start(Following following) {
        intakes = Intakes.start(settings(), Map.of(factory(following), new SourceSettings(Map.of())), List.of());
    }

    private IntakeSettings settings() {
        Web web = new Web(WebSettings.of("Tickvox test", ProxySelector.getDefault()));
        return new IntakeSettings(
                landing,
                store,
                new SourceEnvironment(web, post -> true),
                timing,
                new SymbolList(List.of("AAPL")),
                new Random(1),
                Duration.ZERO);
    }

    private static SourceFactory factory(@Nullable Following following) {
        return factory("odd", following);
    }

    private static SourceFactory factory(String name, @Nullable Following following) {
        return new SourceFactory() {
            @Override
            public SourceInfo info() {
                return new SourceInfo(name, Coverage.POSTS, "nothing", List.of(), "");
            }

            @Override
            public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
                if (following == null) {
                    throw new TickvoxException(ErrorCode.FILE_NOT_FOUND, "no such file");
                }
                return source(following);
            }
        };
    }

    private static LiveSource source(Following following) {
        return new LiveSource() {
            @Override
            public void run(Position from, Intake intake) throws InterruptedException, SourceFailure, IOException {
                try {
                    following.run(from, intake);
                } catch (InterruptedException | SourceFailure | IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public String check(Intake intake) {
                return "fine";
            }
        };
    }
}
