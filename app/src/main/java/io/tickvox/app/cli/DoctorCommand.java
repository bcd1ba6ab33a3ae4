package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.Diagnosis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Check everything that Tickvox needs, and say how to connect psql, Grafana or Power BI.",
            "Changes nothing. The exit code is that of the first trouble found."
        })
final class DoctorCommand extends ConsoleCommand implements WithSettings {
    private static final List<String> COLUMNS = List.of("check", "state", "detail");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
    Format format = Format.TABLE;

    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Config config = config();
        Path dataDir = console.resolve(config.value(Keys.DATA_DIR)).toAbsolutePath();
        Diagnosis diagnosis = new Diagnosis(config, dataDir);
        List<Diagnosis.Finding> findings = diagnosis.run();
        try (TextOutput out = new TextOutput(console.out())) {
            if (format == Format.JSON) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("checks", findings.stream().map(DoctorCommand::row).toList());
                all.put("connect", diagnosis.connect());
                RecordWriter.writeOne(format, all, out);
            } else {
                try (RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
                    findings.forEach(finding -> rows.write(row(finding)));
                }
                if (format == Format.TABLE) {
                    out.println("");
                    connection(diagnosis.connect()).forEach(out::println);
                }
            }
        }
        return findings.stream()
                .map(Diagnosis.Finding::code)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(code -> code.category().exitCode())
                .orElse(ExitCode.OK);
    }

    private static Map<String, Object> row(Diagnosis.Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", finding.check());
        row.put("state", finding.isHealthy() ? "ok" : "trouble");
        row.put("detail", finding.detail());
        return row;
    }

    private static List<String> connection(Map<String, @Nullable Object> connect) {
        List<String> lines = new ArrayList<>();
        if (connect.isEmpty()) {
            lines.add("The database can be reached while the stack runs: start it, then ask again.");
            return lines;
        }
        Object host = connect.get("host");
        Object port = connect.get("port");
        Object database = connect.get("database");
        Object user = connect.get("user");
        Object file = connect.get("password_file");
        String psql = "psql -h " + host + " -p " + port + " -U " + user + " " + database;
        if (file == null) {
            lines.add("Connect with a user who may only read, as your administrator made it; usually " + user);
            lines.add("  psql      " + psql);
        } else {
            lines.add("Connect with the user who may only read; the password is in " + file);
            lines.add("  psql      PGPASSWORD=$(cat " + file + ") " + psql);
        }
        lines.add("  Grafana   PostgreSQL data source: host " + host + ":" + port + ", database " + database + ", user "
                + user + ", TLS/SSL mode " + connect.get("sslmode"));
        lines.add("  Power BI  PostgreSQL database: server " + host + ":" + port + ", database " + database + ", user "
                + user);
        if (file != null) {
            lines.add("Set postgres.port to keep the port the same from start to start.");
        }
        return lines;
    }
}
