package io.tickvox.app.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = {"Print a completion script for bash and zsh.", "Use it with: source <(tickvox completion)"})
final class CompletionCommand extends ConsoleCommand {
    CompletionCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        try (TextOutput out = new TextOutput(console.out())) {
            out.print(AutoComplete.bash("tickvox", spec().root().commandLine()));
        }
        return ExitCode.OK;
    }
}
