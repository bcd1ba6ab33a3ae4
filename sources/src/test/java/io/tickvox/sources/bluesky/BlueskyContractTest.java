package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueskyContractTest extends SourceContract {
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
        assertThat(report().skipped()).isEqualTo(4);
        assertThat(report().landed()).isEqualTo(4);
    }
}
