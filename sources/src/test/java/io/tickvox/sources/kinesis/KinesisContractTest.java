package io.tickvox.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeKinesis;
import io.tickvox.testkit.fake.Fault;
import io.tickvox.testkit.fake.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KinesisContractTest extends SourceContract {
    private static final class KinesisRig extends FakeRig<FakeKinesis> {
        private static final int KEYS = 7;

        private final Map<String, String> changes = new TreeMap<>();

        KinesisRig(TestTiming timing) {
            super(
                    timing,
                    new KinesisFactory(),
                    new FakeKinesis(timing.clock(), "posts", "AKIDTEST", 2),
                    Duration.ofMillis(10));
        }

        @Override
        public Map<String, String> settings(String secret) {
            Map<String, String> settings = new TreeMap<>();
            settings.put("base-url", fake.uri().toString());
            settings.put("region", "us-east-1");
            settings.put("stream", "posts");
            settings.put("payload", "stocktwits/message");
            settings.put("access-key-id", "AKIDTEST");
            settings.put("secret-access-key", secret);
            settings.put("session-token", secret);
            settings.putAll(changes);
            return settings;
        }

        @Override
        protected String sayNext(int n) {
            int id = 600_000_000 + n;
            String body = "$AAPL number " + n;
            String message = "{\"id\":" + id + ",\"body\":\"" + body + "\",\"created_at\":\""
                    + timing.clock().instant() + "\",\"user\":{\"id\":7,\"username\":\"somebody\"},"
                    + "\"symbols\":[{\"symbol\":\"AAPL\"}]}";
            fake.put("key " + n % KEYS, message.getBytes(StandardCharsets.UTF_8));
            return "post " + id + " " + body;
        }

        @Override
        public Set<Fault> impossible() {
            return Set.of(Fault.REORDERED);
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new KinesisRig(timing);
    }

    private KinesisRig kinesis() {
        return (KinesisRig) rig();
    }

    @AfterEach
    void readsNoMoreThanShardsAllow() {
        assertThat(kinesis().fake().readsBeyondTheLimit()).isZero();
    }

    @Test
    void givesUpOnAListOfShardsThatDoesNotEnd() {
        kinesis().fake().listWithoutEnd(true);
        timing.hold();
        start();
        awaitState(SourceState.UNREACHABLE);

        assertThat(report().detail()).contains("does not end");
        kinesis().fake().listWithoutEnd(false);
        timing.release();
        awaitState(SourceState.LIVE);
    }

    @Test
    void keepsTheOrderOfEachKeyThroughSplitsAndMerges() {
        start().close();
        FakeKinesis stream = kinesis().fake();
        rig().say(20);
        stream.split("shardId-000000000000");
        rig().say(20);
        stream.split("shardId-000000000002");
        stream.merge("shardId-000000000001", "shardId-000000000003");
        rig().say(20);
        start();

        awaitAll();
        assertThat(landing.records()).doesNotHaveDuplicates();
        for (int key = 0; key < KinesisRig.KEYS; key++) {
            assertThat(ofKey(key)).hasSizeGreaterThan(5).isSorted();
        }
        awaitState(SourceState.LIVE);
    }

    /** The numbers of what was put under one key, in the order in which it landed. */
    private List<Integer> ofKey(int key) {
        return landing.records().stream()
                .map(record -> Integer.valueOf(record.replaceFirst(".* number ", "")))
                .filter(number -> number % KinesisRig.KEYS == key)
                .toList();
    }

    @Test
    void followsAStreamThatIsSplitAndMergedMeanwhile() {
        start();
        awaitState(SourceState.LIVE);
        FakeKinesis stream = kinesis().fake();
        for (int round = 0; round < 4; round++) {
            rig().say(5);
            stream.split(stream.openShards().get(0));
            rig().say(5);
            stream.split(stream.openShards().get(1));
            rig().say(5);
        }

        awaitAll();
        assertThat(landing.records()).doesNotHaveDuplicates();
        eventually().untilAsserted(() -> assertThat(report().detail()).endsWith("10 shards"));
    }

    @Test
    void goesOnWithANewIteratorWhereOneHasExpired() {
        start();
        awaitState(SourceState.LIVE);
        landing.hold();
        rig().say(30);
        eventually().until(() -> landing.size() > 0);
        timing.hand().advance(Duration.ofMinutes(10));
        landing.release();
        rig().say(5);

        awaitAll();
        assertThat(landing.records()).doesNotHaveDuplicates();
        eventually().until(() -> kinesis().fake().expiredIterators() > 0);
    }

    @Test
    void asksForIteratorsNoFasterThanAShardAllowsThoughEachHasExpired() {
        kinesis().fake().expireAll(true);
        start();
        awaitState(SourceState.UNREACHABLE);
        assertThat(report().detail()).contains("iterator").contains("expired");
        List<Instant> asked = rig().server().requests().stream()
                .filter(request -> request.header("x-amz-target").endsWith("GetShardIterator"))
                .filter(request -> request.body().contains("shardId-000000000000"))
                .map(Request::at)
                .toList();
        for (int i = 4; i < asked.size(); i++) {
            assertThat(asked.get(i)).isAfterOrEqualTo(asked.get(i - 4).plusSeconds(1));
        }
        kinesis().fake().expireAll(false);
        rig().say(2);

        awaitAll();
        awaitState(SourceState.LIVE);
    }

    @Test
    void hasSeenNothingOfTheFutureThoughARecordIsToldToBeFromThere() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        for (int key = 0; key < KinesisRig.KEYS; key++) {
            kinesis()
                    .fake()
                    .put("key " + key, "{}".getBytes(StandardCharsets.UTF_8), Instant.parse("2100-01-01T00:00:00Z"));
        }
        rig().say(7);
        awaitAll();
        timing.hold();
        running.commit();

        Position kept = Position.parse(store.recall("kinesis").get("position")).orElseThrow();
        assertThat(kept.upTo()).isBeforeOrEqualTo(timing.clock().instant());
    }

    @Test
    void goesOnAfterAPositionInTheFuture() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        first.close();
        Position kept = Position.parse(store.recall("kinesis").get("position")).orElseThrow();
        store.remember(
                "kinesis",
                Map.of(
                        "position",
                        kept.withUpTo(Instant.parse("2100-01-01T00:00:00Z")).text()));
        Intakes second = start();
        rig().say(7);
        awaitAll();
        timing.hold();

        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(1));
            second.commit();
            Position mended =
                    Position.parse(store.recall("kinesis").get("position")).orElseThrow();
            assertThat(mended.upTo()).isBeforeOrEqualTo(timing.clock().instant());
        });
    }

    @Test
    void bearsAShardThatGivesNoMoreForAMoment() {
        start();
        awaitState(SourceState.LIVE);
        rig().server().misbehave(Fault.RATE_LIMITED, 3);
        rig().say(3);

        awaitAll();
        assertThat(store.gaps()).isEmpty();
    }

    @Test
    void saysThatWhatTheStreamNoLongerKeepsIsLost() {
        start().close();
        rig().say(3);
        timing.hand().advance(Duration.ofDays(9));
        int lost = rig().said().size();
        rig().say(2);
        Intakes running = start();

        eventually().untilAsserted(() -> assertThat(landing.records())
                .containsAll(rig().said().subList(lost, rig().said().size())));
        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.end()).isNotNull();
                assertThat(Duration.between(gap.start(), gap.end()))
                        .isBetween(Duration.ofHours(47), Duration.ofHours(49));
            });
        });
    }

    @Test
    void saysThatItIsRefusedWithCredentialsThatKinesisDoesNotKnow() {
        kinesis().changes.put("access-key-id", "AKIDOTHER");
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail()).contains("UnrecognizedClientException").contains("sources.kinesis.access-key-id");
    }

    @Test
    void signsByAmazonsClockWhereOursIsWrong() {
        kinesis().fake().checkTime();
        start();
        rig().say(2);

        awaitAll();
        awaitState(SourceState.LIVE);
        assertThat(Duration.between(TestTiming.START, timing.clock().instant())).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void saysThatTheStreamDoesNotExist() {
        kinesis().changes.put("stream", "nowhere");
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail()).contains("no stream 'nowhere'").contains("sources.kinesis.region");
    }

    @Test
    void saysWhatARegionLooksLike() {
        kinesis().changes.put("region", "us east");
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail())
                .contains("Invalid sources.kinesis.region 'us east': expected a name such as us-east-1");
    }

    @Test
    void saysWhatItsRecordsMayBe() {
        kinesis().changes.put("payload", "stocktwits");
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail()).contains("Invalid sources.kinesis.payload 'stocktwits'");
    }
}
