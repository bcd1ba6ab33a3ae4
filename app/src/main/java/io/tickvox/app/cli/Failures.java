package io.tickvox.app.cli;

import io.tickvox.app.config.Closest;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, in a line for each thing and without a stack trace, and chooses the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        say(message(failure, line));
        console.err().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USER;
    }

    private static String message(ParameterException failure, CommandLine line) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            List<String> options = new ArrayList<>();
            line.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
            if (word.startsWith("-")) {
                return "Unknown option '" + word + "'" + Closest.hint(word.replaceFirst("=.*", ""), options);
            }
            if (!line.getSubcommands().isEmpty()) {
                return "Unknown command '" + word + "'"
                        + Closest.hint(word, line.getSubcommands().keySet());
            }
            return "Unexpected argument '" + word + "'";
        }
        if (failure instanceof MissingParameterException missing) {
            return "Missing "
                    + String.join(
                            ", ",
                            missing.getMissing().stream()
                                    .map(arg -> arg.isOption()
                                            ? ((picocli.CommandLine.Model.OptionSpec) arg).longestName()
                                            : arg.paramLabel())
                                    .toList());
        }
        String text = failure.getMessage();
        return text == null ? "Invalid arguments" : text;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof BrokenPipeException) {
            return ExitCode.OK;
        }
        boolean verbose =
                isVerbose(line) || isVerbose(line.getCommandSpec().root().commandLine());
        if (failure instanceof ParameterException invalid) {
            return handleParseException(invalid, new String[0]);
        }
        if (failure instanceof InterruptedException) {
            say("Interrupted");
            return ExitCode.INTERRUPTED;
        }
        int code;
        if (failure instanceof TickvoxException known && known.code() != ErrorCode.INTERNAL) {
            say(String.valueOf(known.getMessage()));
            code = known.code().category().exitCode();
        } else if (isDiskFull(failure)) {
            say("Cannot write: no space is left on the disk");
            code = ExitCode.RESOURCE;
        } else {
            say("Internal error: " + describe(failure) + (verbose ? "" : " (--verbose shows where)"));
            code = ExitCode.INTERNAL;
        }
        if (verbose) {
            failure.printStackTrace(console.err());
        }
        return code;
    }

    private static boolean isVerbose(CommandLine line) {
        return line.getCommand() instanceof ConsoleCommand command && command.verbose;
    }

    private void say(String message) {
        message.lines().forEach(text -> console.err().println("tickvox: " + text));
    }

    private static String describe(Throwable failure) {
        String text = failure.getMessage();
        return failure.getClass().getSimpleName()
                + (text == null ? "" : ": " + text.lines().findFirst().orElse(""));
    }

    private static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof IOException || cause instanceof UncheckedIOException)
                    && String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }
}
