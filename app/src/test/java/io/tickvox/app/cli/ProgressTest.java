package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();
    private final SteppingClock clock = new SteppingClock();

    @Test
    void saysALineEachTenSecondsWhereThereIsNoTerminal() {
        Progress progress = progress(false);
        for (int second = 0; second <= 25; second++) {
            progress.update("Landing", second * 1_000L, 100_000, "lines");
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(err.toString())
                .isEqualTo("Landing 10%, 10,000 lines, 1,000/s, 1 min 30 s left\n"
                        + "Landing 20%, 20,000 lines, 1,000/s, 1 min 20 s left\n");
    }

    @Test
    void rewritesOneLineOnATerminal() {
        Progress progress = progress(true);
        progress.update("Live", 0, 0, "payloads landed");
        clock.pass(Duration.ofSeconds(1));
        progress.update("Live", 50, 0, "payloads landed");
        progress.clear();

        assertThat(err.toString())
                .startsWith("\rLive, 50 payloads landed, 50/s")
                .endsWith("\r")
                .doesNotContain("\n");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintWriter(err, true),
                Map.of(),
                Path.of(""),
                Path.of(""),
                clock,
                false,
                terminal));
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
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
