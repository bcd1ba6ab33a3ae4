package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserProcessTest {
    private static final Path WEB = Path.of(System.getProperty("tickvox.repository", ".."), "web");
    private static final long MINUTES = 15;

    @TempDir
    Path folder;

    @Test
    void theDashboardWorksOnARunningDemo() throws Exception {
        assumeTrue(hasBrowser(), "No Chromium is installed: the dashboard is not tested in a browser");
        assumeTrue(Files.isDirectory(WEB.resolve("node_modules")), "The dashboard's packages are not installed");
        try (TickvoxProcess demo = TickvoxProcess.start(
                folder, "demo", "--data-dir", folder.resolve("data").toString(), "--server-port", "0")) {
            String address = demo.awaitErr("Dashboard: (\\S+)");
            demo.awaitErr("Live,");
            Path report = folder.resolve("e2e.txt");
            ProcessBuilder browser = new ProcessBuilder("npm", "run", "e2e")
                    .directory(WEB.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(report.toFile());
            browser.environment().put("TICKVOX_URL", address);
            Process running = browser.start();
            boolean ended = running.waitFor(MINUTES, TimeUnit.MINUTES);
            running.destroyForcibly();
            assertThat(ended).as(() -> tail(report)).isTrue();
            assertThat(running.exitValue()).as(() -> tail(report)).isZero();
        }
    }

    private static boolean hasBrowser() {
        return System.getenv("CHROMIUM") != null
                || Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                        .anyMatch(path -> Files.isExecutable(Path.of(path)));
    }

    private static String tail(Path report) {
        try {
            String text = Files.readString(report);
            return text.substring(Math.max(0, text.length() - 6_000));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
