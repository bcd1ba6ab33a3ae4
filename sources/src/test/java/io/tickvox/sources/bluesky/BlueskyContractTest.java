package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueskyContractTest extends SourceContract {
    private static final class JetstreamRig implements Rig {
        private final FakeJetstream jetstream;
        private final TestTiming timing;
        private final Map<String, String> settings = new HashMap<>();
        private final List<String> said = new ArrayList<>();

        /** @param folder where to put the dictionary; null for plain events */
        JetstreamRig(TestTiming timing, @Nullable Path folder) {
            this.timing = timing;
            this.jetstream = new FakeJetstream(timing.clock());
            this.settings.put("base-url", jetstream.uri().toString());
            if (folder != null) {
                settings.put(
                        "dictionary", written(folder, jetstream.dictionary()).toString());
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
        public SourceFactory factory() {
            return new BlueskyFactory();
        }

        @Override
        public FakeServer server() {
            return jetstream.server();
        }

        @Override
        public Map<String, String> settings(String secret) {
            return settings;
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

    /** The same with compressed events. */
    @Nested
    class Compressed extends SourceContract {
        @TempDir
        Path folder;

        @Override
        protected Rig open(TestTiming timing) {
            return new JetstreamRig(timing, folder);
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
        rig.jetstream.update("did:plc:somebody", "key0", "short $AAPL now");
        rig.jetstream.delete("did:plc:somebody", "key1");

        eventually().untilAsserted(() -> assertThat(landing.records())
                .endsWith("post did:plc:somebody/key0 short $AAPL now", "deletion did:plc:somebody/key1"));
        assertThat(report().skipped()).isEqualTo(4);
        assertThat(report().landed()).isEqualTo(4);
    }
}
