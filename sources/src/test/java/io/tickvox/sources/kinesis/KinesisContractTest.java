package io.tickvox.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeKinesis;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KinesisContractTest extends SourceContract {
    private static final class KinesisRig implements Rig {
        private static final int KEYS = 7;

        private final FakeKinesis kinesis;
        private final TestTiming timing;
        private final List<String> said = new ArrayList<>();
        private final Map<String, String> changes = new TreeMap<>();

        KinesisRig(TestTiming timing) {
            this.timing = timing;
            this.kinesis = new FakeKinesis(timing.clock(), "posts", "AKIDTEST", 2);
        }

        @Override
        public SourceFactory factory() {
            return new KinesisFactory();
        }

        @Override
        public FakeServer server() {
            return kinesis.server();
        }

        @Override
        public Map<String, String> settings(String secret) {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "base-url",
                    kinesis.uri().toString(),
                    "region",
                    "us-east-1",
                    "stream",
                    "posts",
                    "payload",
                    "stocktwits/message",
                    "access-key-id",
                    "AKIDTEST",
                    "secret-access-key",
                    secret,
                    "session-token",
                    secret));
            settings.putAll(changes);
            return settings;
        }

        @Override
        public void say(int count) {
            for (int i = 0; i < count; i++) {
                timing.hand().advance(Duration.ofMillis(10));
                int id = 600_000_000 + said.size();
                String body = "$AAPL number " + said.size();
                String message = "{\"id\":" + id + ",\"body\":\"" + body + "\",\"created_at\":\""
                        + timing.clock().instant() + "\",\"user\":{\"id\":7,\"username\":\"somebody\"},"
                        + "\"symbols\":[{\"symbol\":\"AAPL\"}]}";
                kinesis.put("key " + said.size() % KEYS, message.getBytes(StandardCharsets.UTF_8));
                said.add("post " + id + " " + body);
            }
        }

        @Override
        public List<String> said() {
            return said;
        }

        @Override
        public Set<Fault> impossible() {
            return Set.of(Fault.REORDERED);
        }

        @Override
        public void close() {
            kinesis.close();
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
        assertThat(kinesis().kinesis.readsBeyondTheLimit()).isZero();
    }

    @Test
    void keepsTheOrderOfEachKeyThroughSplitsAndMerges() {
        start().close();
        FakeKinesis stream = kinesis().kinesis;
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
        FakeKinesis stream = kinesis().kinesis;
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
        eventually().until(() -> kinesis().kinesis.expiredIterators() > 0);
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
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.end()).isNotNull();
            assertThat(Duration.between(gap.start(), gap.end())).isBetween(Duration.ofHours(47), Duration.ofHours(49));
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
    void saysThatTheStreamDoesNotExist() {
        kinesis().changes.put("stream", "nowhere");
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail()).contains("no stream 'nowhere'").contains("sources.kinesis.region");
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
