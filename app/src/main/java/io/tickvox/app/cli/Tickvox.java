package io.tickvox.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command itself: what it can do, and how its parts are put together. */
@Command(
        name = "tickvox",
        description = "What the crowd says about listed companies, beside their price.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = "'tickvox COMMAND --help' tells more. Start with 'tickvox demo'.",
        versionProvider = Tickvox.VersionProvider.class,
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            RunCommand.class,
            SourcesCommand.class,
            ExportCommand.class,
            ScoreCommand.class,
            TickersCommand.class,
            DoctorCommand.class,
            NormaliseCommand.class,
            ModelCommand.class,
            ConfigCommand.class,
            VersionCommand.class,
            CompletionCommand.class
        })
public final class Tickvox extends ConsoleCommand {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    boolean version;

    Tickvox(Console console) {
        super(console);
    }

    /** Runs one command line to its end and returns the exit code. */
    public static int run(Console console, String... arguments) {
        CommandLine line = commandLine(console);
        int code = line.execute(arguments);
        line.getOut().flush();
        console.err().flush();
        return code;
    }

    static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(Tickvox.class, new ConsoleFactory(console));
        Failures failures = new Failures(console);
        line.setOut(new java.io.PrintWriter(console.out(), false, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(console.err());
        line.registerConverter(Format.class, Format::of);
        line.setAbbreviatedOptionsAllowed(false);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        line.setUsageHelpWidth(100);
        line.setUsageHelpLongOptionsMaxWidth(34);
        decorate(line);
        return line;
    }

    private static void decorate(CommandLine line) {
        if (line.getCommand() instanceof WithSettings command) {
            SettingOptions.addTo(line.getCommandSpec(), command.hiddenSettings());
        }
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.HELP);
        line.getSubcommands().values().forEach(Tickvox::decorate);
    }

    @Override
    public Integer call() {
        spec().commandLine().usage(console.err());
        return ExitCode.USER;
    }

    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tickvox " + Version.current()};
        }
    }
}
