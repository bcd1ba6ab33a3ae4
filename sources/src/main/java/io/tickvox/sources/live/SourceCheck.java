package io.tickvox.sources.live;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one source's API once whether it would serve; lands nothing and keeps nothing. What is kept of the running source
 * holds for the check too: where no call is left, or the API has asked for silence, none is made.
 */
public final class SourceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCheck.class);

    private SourceCheck() {}

    /**
     * How the source would be: live, disabled, rate-limited, refused or unreachable, with words for people.
     *
     * @param recalled what {@link IntakeStore#recall} has of the source; empty if nothing is known
     */
    public static SourceReport run(
            SourceFactory factory,
            SourceSettings settings,
            SourceEnvironment environment,
            Timing timing,
            Map<String, String> recalled)
            throws InterruptedException {
        SourceInfo info = factory.info(settings);
        Instant now = timing.clock().instant();
        List<SourceOption> missing = info.missing(settings);
        if (!missing.isEmpty()) {
            return report(info, SourceState.DISABLED, Missing.words(info, missing), now);
        }
        Instant until = SourceRunner.limitedUntil(recalled, now);
        if (until != null) {
            return report(
                    info,
                    SourceState.RATE_LIMITED,
                    "until " + SourceProgress.shown(until) + ": the API asked the running source for it; not asked now",
                    now);
        }
        LiveSource source;
        try {
            source = factory.create(settings, environment);
        } catch (TickvoxException e) {
            return report(info, SourceState.DISABLED, String.valueOf(e.getMessage()), now);
        }
        Mask mask = Mask.of(info, settings);
        Intake intake = new SourceRunner(
                        info,
                        mask,
                        () -> source,
                        new Nowhere(),
                        new Forgetful(recalled),
                        new Hurry(timing.clock()),
                        new Random(0),
                        new SymbolList(List.of("AAPL")),
                        Duration.ZERO)
                .intake();
        try {
            return report(info, SourceState.LIVE, source.check(intake), now);
        } catch (SourceFailure e) {
            return report(
                    info,
                    SourceRunner.stateOf(e.kind()),
                    (e.until() == null ? "" : "until " + SourceProgress.shown(e.until()) + ": ")
                            + mask.hide(String.valueOf(e.getMessage())),
                    now);
        } catch (IOException e) {
            return report(info, SourceState.UNREACHABLE, mask.hide(String.valueOf(e.getMessage())), now);
        } catch (RuntimeException e) {
            LOG.error("Source {} failed its check in an unforeseen way: {}", info.name(), mask.hide(e));
            return report(
                    info,
                    SourceState.UNREACHABLE,
                    "an unforeseen answer (" + e.getClass().getSimpleName() + ")",
                    now);
        }
    }

    private static SourceReport report(SourceInfo info, SourceState state, String detail, Instant now) {
        return new SourceReport(info.name(), state, detail, now, 0, 0, null, null);
    }

    private static final class Nowhere implements Landing {
        @Override
        public void land(Channel channel, io.tickvox.model.Envelope envelope) {
            throw new IllegalStateException("A check lands nothing");
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant upTo) {
            throw new IllegalStateException("A check lands nothing");
        }

        @Override
        public void flush() {
            // Nothing was landed.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Waits for nothing: where a running source would wait for its budget, the check tells until when. */
    private record Hurry(Clock clock) implements Timing {
        @Override
        public void sleep(Duration duration) {
            // Returns at once.
        }
    }

    private record Forgetful(Map<String, String> recalled) implements IntakeStore {
        @Override
        public Map<String, String> recall(String source) {
            return recalled;
        }

        @Override
        public void remember(String source, Map<String, String> values) {
            // A check leaves no trace.
        }

        @Override
        public List<CoverageGap> openGaps(String source) {
            return List.of();
        }

        @Override
        public void write(java.util.Collection<CoverageGap> gaps) {
            // A check leaves no trace.
        }

        @Override
        public void remove(java.util.Collection<CoverageGap> gaps) {
            // A check leaves no trace.
        }

        @Override
        public void report(java.util.Collection<SourceReport> reports) {
            // A check leaves no trace.
        }
    }
}
