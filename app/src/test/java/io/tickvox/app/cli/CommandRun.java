package io.tickvox.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a command line did, run in this process. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(Path folder, String... arguments) {
        return with(new byte[0], folder, arguments);
    }

    static CommandRun withInput(String input, Path folder, String... arguments) {
        return with(input.getBytes(StandardCharsets.UTF_8), folder, arguments);
    }

    static CommandRun with(byte[] input, Path folder, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int code = Tickvox.run(console(input, out, err, folder), arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    /** A console without input, whose output is dropped. */
    static Console console(Path folder) {
        return console(new byte[0], OutputStream.nullOutputStream(), new StringWriter(), folder);
    }

    private static Console console(byte[] input, OutputStream out, StringWriter err, Path folder) {
        return new Console(
                new ByteArrayInputStream(input),
                out,
                new PrintWriter(err, true),
                Map.of(),
                folder,
                folder.resolve("home"),
                Clock.systemUTC(),
                false,
                false);
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
