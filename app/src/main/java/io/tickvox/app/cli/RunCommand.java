package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.ListedMarket;
import java.nio.file.Path;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = {
            "Run the stack on its data folder until Ctrl-C: work through what has landed and serve the dashboard."
        })
final class RunCommand extends StackCommand {
    private static final long ROUND_MILLIS = 1_000;

    RunCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws Exception {
        Config config = stackConfig();
        Path dataDir = dataDir(config);
        console.err().println("Tickvox " + Version.current() + ", data in " + dataDir);
        return new StackSession(console, settings(config, dataDir, DataDir.Kind.REAL, new ListedMarket()))
                .run((stack, stop) -> {
                    console.err().println("Running; Ctrl-C stops");
                    while (!stop.await(ROUND_MILLIS)) {
                        // Nothing to do but to wait: the parts work by themselves.
                    }
                    return stop.exitCode();
                });
    }
}
