package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.SourceKeys;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.ListedMarket;
import io.tickvox.app.runtime.Stack;
import io.tickvox.model.TickvoxException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = {
            "Run the stack on its data folder until Ctrl-C: follow the live sources and serve the dashboard.",
            "Needs no key; 'tickvox sources list' says which sources more keys would add. A watchlist changed in the file of"
                    + " settings is followed at once."
        })
final class RunCommand extends StackCommand {
    private static final long ROUND_MILLIS = 2_000;

    RunCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws Exception {
        Config config = stackConfig();
        Path dataDir = dataDir(config);
        console.err().println("Tickvox " + Version.current() + ", data in " + dataDir);
        return new StackSession(
                        console,
                        settings(config, dataDir, DataDir.Kind.REAL, ListedMarket.of(config))
                                .following())
                .run((stack, stop) -> {
                    console.err().println("Running; Ctrl-C stops");
                    while (!stop.await(ROUND_MILLIS)) {
                        followWatchlist(stack);
                    }
                    return stop.exitCode();
                });
    }

    /** Takes up a changed watchlist; settings that are not valid at this moment change nothing. */
    private void followWatchlist(Stack stack) {
        try {
            Config config = stackConfig();
            List<String> symbols = SourceKeys.symbols(config);
            if (stack.follow(symbols, config.optional(Keys.SYMBOLS))) {
                console.err().println("Watchlist: " + String.join(", ", symbols));
            }
        } catch (TickvoxException e) {
            // Asked for here, so that other commands load no logging.
            LoggerFactory.getLogger(RunCommand.class).debug("Cannot read the settings anew: {}", e.getMessage());
        }
    }
}
