package io.tickvox.sources.file;

import static io.tickvox.sources.file.Replays.file;
import static io.tickvox.sources.file.Replays.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.ReplayPosition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacedReplayTest {
    /** The open of a session, so that its close is six and a half hours later. */
    private static final Instant OPEN = Instant.parse("2014-01-02T14:30:00Z");

    private final MemoryLanding landing = new MemoryLanding(1);
    private final FakeTime time = new FakeTime();

    @TempDir
    private Path directory;

    @Test
    void landsPostsAtTheFactorOfTheirOwnTimes() {
        replay(plan(60, post(1, OPEN), post(2, OPEN.plusSeconds(60)), post(3, OPEN.plusSeconds(3_600))));
        assertThat(landing.lines(Channel.POSTS))
                .extracting(each -> secondsAt(each.envelope().observedAt()))
                .containsExactly(0L, 1L, 60L);
    }

    @Test
    void sharesOneTimelineBetweenPostsAndPrices() {
        Path prices = file(
                directory.resolve("p.csv"),
                "ticker,date,open,high,low,close",
                "A,2013-12-31,1,1,1,1",
                "A,2014-01-02,1,1,1,1",
                "A,2014-01-03,1,1,1,1");
        Path posts = file(directory.resolve("a"), post(1, OPEN), post(2, OPEN.plus(Duration.ofHours(7))));
        replay(new ReplayPlan(List.of(posts), List.of(prices), Set.of(), new Speed(60), directory));
        assertThat(landing.lines(Channel.QUOTES))
                .extracting(each -> secondsAt(each.envelope().observedAt()))
                .containsExactly(0L, 390L, 420L);
    }

    @Test
    void tellsEachSecondHowFarItHasCome() {
        replay(plan(60, post(1, OPEN), post(2, OPEN.plusSeconds(600))));
        List<String> beats = landing.heartbeats(Channel.POSTS).stream()
                .map(MemoryLanding.Landed::payload)
                .toList();
        assertThat(beats)
                .hasSizeBetween(9, 11)
                .startsWith("2014-01-02T14:31:00Z", "2014-01-02T14:32:00Z")
                .endsWith("2014-01-02T14:40:00Z");
    }

    @Test
    void doesNotWaitForWhatLandedBefore() {
        ReplayPlan plan = plan(1, post(1, OPEN), post(2, OPEN.plusSeconds(600)), post(3, OPEN.plusSeconds(605)));
        ReplayPosition position = new ReplayPosition("run", Map.of(Channel.POSTS, List.of(0L)));
        ReplayResult result = FileReplay.open(plan, time, time).land(landing, position, progress -> {});
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(result.lines()).containsEntry(Channel.POSTS, 3L);
        assertThat(result.resumed()).containsEntry(Channel.POSTS, 1L);
        assertThat(landing.lines(Channel.POSTS)).hasSize(2);
    }

    @Test
    void endsSoonWhenCancelled() {
        FileReplay replay = FileReplay.open(plan(1, post(1, OPEN), post(2, OPEN.plusSeconds(86_400))), time, time);
        time.at(Duration.ofSeconds(30), replay::cancel);
        ReplayResult result = replay.land(landing, ReplayPosition.start("run"), progress -> {});
        assertThat(result.complete()).isFalse();
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(31));
        assertThat(landing.lines(Channel.POSTS)).hasSize(1);
    }

    @Test
    void atFullSpeedNeverWaits() {
        replay(plan(Double.POSITIVE_INFINITY, post(1, OPEN), post(2, OPEN.plusSeconds(86_400))));
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void speedIsMaxOrAFactor() {
        assertThat(Speed.parse("max")).isEqualTo(Speed.max());
        assertThat(Speed.parse("60")).isEqualTo(new Speed(60));
        assertThat(Speed.parse("0.5x")).isEqualTo(new Speed(0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", "Infinity", "", "x"})
    void speedIsNothingElse(String text) {
        assertThatThrownBy(() -> Speed.parse(text))
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("expected max or a factor");
    }

    private void replay(ReplayPlan plan) {
        FileReplay.open(plan, time, time).land(landing, ReplayPosition.start("run"), progress -> {});
    }

    private ReplayPlan plan(double speed, String... posts) {
        return new ReplayPlan(
                List.of(file(directory.resolve("a"), posts)), List.of(), Set.of(), new Speed(speed), directory);
    }

    private static long secondsAt(Instant at) {
        return Duration.between(Replays.NOW, at).toSeconds();
    }

    /** Time that passes only while somebody waits. */
    private static final class FakeTime extends Clock implements Pacer {
        private long nanos;
        private long dueNanos = Long.MAX_VALUE;
        private Runnable due = () -> {};

        void at(Duration moment, Runnable action) {
            dueNanos = moment.toNanos();
            due = action;
        }

        Duration elapsed() {
            return Duration.ofNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void pause(Duration duration) {
            nanos += duration.toNanos();
            if (nanos >= dueNanos) {
                due.run();
            }
        }

        @Override
        public Instant instant() {
            return Replays.NOW.plusNanos(nanos);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
