package io.tickvox.app.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code deploy} of the repository. */
final class DeployFolder {
    private static final Path ROOT = Path.of(System.getProperty("tickvox.repository", ".."), "deploy")
            .toAbsolutePath()
            .normalize();

    private DeployFolder() {}

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** All dashboards, by name of their files. */
    static List<Dashboard> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(file("grafana/dashboards"))) {
            return files.sorted().map(Dashboard::read).toList();
        }
    }
}
