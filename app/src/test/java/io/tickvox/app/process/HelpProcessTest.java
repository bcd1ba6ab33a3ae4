package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpProcessTest {
    private static final Pattern HEAVY = Pattern.compile(
            "\\] (org\\.apache\\.(flink|kafka|iceberg|hadoop|avro)|kafka\\.|scala\\.|org\\.postgresql|com\\.zaxxer"
                    + "|ch\\.qos\\.logback|org\\.slf4j|io\\.javalin|org\\.eclipse\\.jetty|tools\\.jackson"
                    + "|io\\.tickvox\\.(pipeline|server))");

    @TempDir
    Path folder;

    @Test
    void loadsNothingOfWhatTheStackNeeds() throws Exception {
        for (List<String> arguments :
                List.of(List.of("--help"), List.of("demo", "--help"), List.of("config", "show"))) {
            List<String> command = new ArrayList<>(TickvoxProcess.java("-Xlog:class+load"));
            command.addAll(arguments);
            try (TickvoxProcess tickvox = TickvoxProcess.start(folder, command)) {
                assertThat(tickvox.exitCode()).isZero();
                assertThat(tickvox.out()).contains("io.tickvox.app.cli.Tickvox ");
                assertThat(tickvox.out().lines().filter(line -> HEAVY.matcher(line)
                                .find()))
                        .as("classes that %s loads", arguments)
                        .isEmpty();
            }
        }
    }
}
