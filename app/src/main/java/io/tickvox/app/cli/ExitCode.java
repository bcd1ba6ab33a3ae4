package io.tickvox.app.cli;

import java.util.Map;
import java.util.TreeMap;

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
    static final Map<String, String> HELP = new TreeMap<>(Map.of(
            "  0", "Done.",
            "  1", "A fault of Tickvox itself.",
            "  2", "What was asked cannot be done: arguments, settings, files, lines of input.",
            "  3", "Another system that Tickvox depends on fails.",
            "  4", "The machine lacks something: a port, disk, memory.",
            "130", "Stopped by Ctrl-C."));

    private ExitCode() {}
}
