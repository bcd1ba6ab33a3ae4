package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.ListedMarket;
import java.nio.file.Path;
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
                    Watchlist watchlist = new Watchlist(this::stackConfig, console.err());
                    while (!stop.await(ROUND_MILLIS)) {
                        watchlist.follow(stack::follow);
                    }
                    return stop.exitCode();
                });
    }
}
