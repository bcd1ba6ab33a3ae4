package io.tickvox.store.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that starts the server on its first argument, writes the server's process id to its second, and waits. */
final class StartAndWait {
    private StartAndWait() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0);
        Path told = Path.of(arguments[1]);
        Path fresh = told.resolveSibling(told.getFileName() + ".new");
        Files.writeString(fresh, Long.toString(postgres.pid()));
        Files.move(fresh, told);
        new CountDownLatch(1).await();
    }
}
