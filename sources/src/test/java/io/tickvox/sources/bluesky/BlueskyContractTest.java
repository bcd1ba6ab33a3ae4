package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlueskyContractTest extends SourceContract {
    private static final class JetstreamRig implements Rig {
        private final FakeJetstream jetstream;
        private final TestTiming timing;
        private final List<String> said = new ArrayList<>();

        JetstreamRig(TestTiming timing) {
            this.timing = timing;
            this.jetstream = new FakeJetstream(timing.clock());
        }

        @Override
        public SourceFactory factory() {
            return new BlueskyFactory();
        }

        @Override
        public FakeServer server() {
            return jetstream.server();
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of("base-url", jetstream.uri().toString());
        }

        @Override
        public void say(int count) {
            for (int i = 0; i < count; i++) {
                String key = "key" + said.size();
                timing.hand().advance(Duration.ofMillis(100));
                jetstream.post("did:plc:somebody", key, "long $AAPL " + key);
                jetstream.post("did:plc:somebody", "x" + key, "good morning");
                jetstream.identity("did:plc:somebody");
                jetstream.like("did:plc:somebody", "like" + key);
                said.add("post did:plc:somebody/" + key + " long $AAPL " + key);
            }
        }

        @Override
        public List<String> said() {
            return said;
        }

        @Override
        public Set<Fault> impossible() {
            return Set.of(
                    Fault.TRUNCATED_GZIP, Fault.LONG_CONTENT_LENGTH, Fault.SHORT_CONTENT_LENGTH, Fault.WRONG_CLOCK);
        }

        @Override
        public void close() {
            jetstream.close();
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new JetstreamRig(timing);
    }

    @Test
    void landsDeletionsAndChangesAndCountsWhatItLeavesOut() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        JetstreamRig rig = (JetstreamRig) rig();
        rig.jetstream.update("did:plc:somebody", "key0", "short $AAPL now");
        rig.jetstream.delete("did:plc:somebody", "key1");

        eventually().untilAsserted(() -> assertThat(landing.records())
                .endsWith("post did:plc:somebody/key0 short $AAPL now", "deletion did:plc:somebody/key1"));
        assertThat(report().skipped()).isEqualTo(4);
        assertThat(report().landed()).isEqualTo(4);
    }
}
