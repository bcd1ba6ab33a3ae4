package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.ValueType;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.Demo;
import io.tickvox.app.runtime.SimulatedListings;
import io.tickvox.app.runtime.SimulationNote;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.file.Speed;
import io.tickvox.sources.simulator.SimulatedMarket;
import io.tickvox.sources.simulator.SimulationPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Run the stack on a simulated market: invented companies, posts and prices, labelled as simulated.",
            "Goes on where the last demo on the data folder stopped, until Ctrl-C or the end of --duration."
        })
final class DemoCommand extends StackCommand {
    private static final long DEFAULT_SEED = 1;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "1",
            description = "A factor of real time, or max. Default: 1.")
    String speed = "1";

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Which market: the same seed gives the same. Default: the data folder's, else 1.")
    @Nullable
    Long seed;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "End after so much simulated time, as 90s, 15m or 2h; without it, run until Ctrl-C.")
    @Nullable
    String duration;

    @Option(
            names = "--truth",
            paramLabel = "FOLDER",
            description = "Where to write what is true of the market. Default: 'truth' in the data folder.")
    @Nullable
    Path truth;

    DemoCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws Exception {
        Config config = stackConfig();
        Path dataDir =
                config.setting(Keys.DATA_DIR).isDefault() ? dataDir(config).resolve("demo") : dataDir(config);
        Optional<SimulationNote> before = SimulationNote.read(dataDir);
        SimulatedMarket market = SimulatedMarket.create(seed(before, dataDir));
        Speed wanted = Speed.parse(speed);
        Duration length = parsedDuration();
        Progress progress = new Progress(console);
        progress.say("Simulated market, seed " + market.seed() + ", data in " + dataDir);
        return new StackSession(
                        console, settings(config, dataDir, DataDir.Kind.SIMULATED, new SimulatedListings(market)))
                .run((stack, stop) -> {
                    progress.say("Running; Ctrl-C stops");
                    SimulationPlan plan =
                            plan(before, dataDir).withSpeed(wanted).withDuration(length);
                    boolean ended = new Demo(stack, market, plan, dataDir, stop::isRequested, progress::update)
                            .run()
                            .isPresent();
                    progress.clear();
                    return ended ? ExitCode.OK : stop.exitCode();
                });
    }

    private long seed(Optional<SimulationNote> before, Path dataDir) {
        Long wanted = seed;
        if (before.isEmpty()) {
            return wanted == null ? DEFAULT_SEED : wanted;
        }
        long found = before.get().seed();
        if (wanted != null && wanted != found) {
            throw new TickvoxException(
                    ErrorCode.DATA_DIR_MISMATCH,
                    "Cannot simulate the market of seed " + wanted + " in " + dataDir + ": it holds the one of seed "
                            + found + ". Leave --seed out, or choose another --data-dir");
        }
        return found;
    }

    /**
     * From now on, with so much past that it joins what the folder holds, or a day's bars in a new folder. To be asked for when
     * the stack is there to take it, so that simulated time is the wall's.
     */
    private SimulationPlan plan(Optional<SimulationNote> before, Path dataDir) {
        Instant now = console.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        SimulationPlan plan = SimulationPlan.live(now);
        if (before.isPresent()) {
            Instant reached = before.get().time();
            Instant start = reached.isAfter(now) ? reached : now;
            Duration gap = Duration.between(reached, start);
            plan = SimulationPlan.live(start)
                    .withPast(gap.compareTo(SimulationPlan.DEFAULT_PAST) < 0 ? gap : SimulationPlan.DEFAULT_PAST);
        }
        return plan.withTruth(truth == null ? dataDir.resolve("truth") : console.resolve(truth));
    }

    private @Nullable Duration parsedDuration() {
        String text = duration;
        if (text == null) {
            return null;
        }
        try {
            return ValueType.DURATION.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid duration '" + text + "': expected " + ValueType.DURATION.expected(),
                    e);
        }
    }
}
