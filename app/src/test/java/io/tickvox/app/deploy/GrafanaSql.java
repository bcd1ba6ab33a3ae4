package io.tickvox.app.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What becomes of a query in Grafana before PostgreSQL sees it: first the page fills in variables, then the server the
 * macros. Forms and results are those of Grafana 11 to 13, of templates and of the PostgreSQL data source; what they know and
 * our dashboards have no need of is refused.
 *
 * @param from start of the dashboard's range
 * @param to its end
 * @param values the values of each variable
 */
record GrafanaSql(Instant from, Instant to, Map<String, List<String>> values) {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(\\w+)|\\[\\[(\\w+?)(?::(\\w+))?]]|\\$\\{(\\w+)(?:\\.([^:^}]+))?(?::([^}]+))?}");
    private static final Pattern MACRO = Pattern.compile("\\$([_a-zA-Z0-9]+)\\(([^)]*)\\)");
    private static final Map<String, Integer> INTERVALS = Map.of("1m", 60, "15m", 900, "1h", 3600);
    private static final String INTERVAL = "15m";

    /** {@code sql} as PostgreSQL gets it. */
    String expand(String sql) {
        String filled = VARIABLE.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(variable(found)));
        String expanded = MACRO.matcher(filled.replace("$__interval", INTERVAL))
                .replaceAll(found -> Matcher.quoteReplacement(macro(found.group(1), arguments(found.group(2)))));
        return expanded;
    }

    private String variable(MatchResult found) {
        String plain = found.group(1);
        if (plain != null && plain.startsWith("__")) {
            return found.group();
        }
        String name = found.group(4);
        if (name == null || !"sqlstring".equals(found.group(6))) {
            throw new IllegalArgumentException("Not quoted: '" + found.group() + "', expected ${NAME:sqlstring}");
        }
        List<String> chosen = values.get(name);
        if (chosen == null) {
            throw new IllegalArgumentException("Unknown variable '" + name + "'");
        }
        return chosen.stream().map(GrafanaSql::quoted).collect(Collectors.joining(","));
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String[] arguments(String text) {
        String[] arguments = text.split(",", -1);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].strip();
        }
        return arguments;
    }

    private String macro(String name, String[] arguments) {
        return switch (name) {
            case "__timeFilter" -> arguments[0] + " BETWEEN '" + from + "' AND '" + to + "'";
            case "__timeFrom" -> "'" + from + "'";
            case "__timeTo" -> "'" + to + "'";
            case "__timeGroupAlias" -> {
                Integer seconds = INTERVALS.get(arguments[1].replace("'", ""));
                yield "floor(extract(epoch from " + arguments[0] + ")/" + seconds + ")*" + seconds + " AS \"time\"";
            }
            default -> throw new IllegalArgumentException("Unknown macro '" + name + "'");
        };
    }
}
