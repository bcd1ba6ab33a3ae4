package io.tickvox.app.cli;

/** How a command ends, as scripts see it. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** A fault of Tickvox itself. */
    public static final int INTERNAL = 1;
    /** What was asked cannot be done: arguments, settings, files, lines of input. */
    public static final int USER = 2;
    /** Another system that Tickvox depends on fails. */
    public static final int UPSTREAM = 3;
    /** The machine lacks something: a port, disk, memory. */
    public static final int RESOURCE = 4;
    /** Stopped by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** The same for the foot of a help text. */
    static final String[] HELP = {
        "0:done",
        "1:internal error",
        "2:user error: arguments, settings, files, input",
        "3:another system that Tickvox depends on fails",
        "4:the machine lacks a port, disk or memory",
        "130:interrupted"
    };

    private ExitCode() {}
}
