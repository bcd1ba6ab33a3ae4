package io.tickvox.app;

import io.tickvox.app.cli.Console;
import io.tickvox.app.cli.Tickvox;

/** Entry of the {@code tickvox} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Tickvox.run(Console.ofProcess(), arguments));
    }
}
