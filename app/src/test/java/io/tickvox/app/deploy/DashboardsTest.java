package io.tickvox.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.app.config.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

class DashboardsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z]\\w*)");
    private static final Pattern OTHER_DASHBOARD = Pattern.compile("/d/([\\w-]+)");
    private static final int COLUMNS = 24;

    private record Place(int x, int y, int w, int h) {
        static Place of(JsonNode panel) {
            JsonNode at = panel.path("gridPos");
            return new Place(
                    at.path("x").asInt(-1),
                    at.path("y").asInt(-1),
                    at.path("w").asInt(0),
                    at.path("h").asInt(0));
        }

        boolean overlaps(Place other) {
            return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
        }
    }

    static List<Dashboard> dashboards() throws IOException {
        return DeployFolder.dashboards();
    }

    @Test
    void areThree() throws IOException {
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.json().path("title").asString())
                .containsExactly("Tickvox: Market", "Tickvox: Operations", "Tickvox: Ticker");
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.json().path("uid").asString())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void showTimesInUtc(Dashboard dashboard) {
        assertThat(dashboard.json().path("timezone").asString()).isEqualTo("utc");
        assertThat(dashboard.json().path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void haveUniquePanelIdsAndPanelsThatDoNotOverlap(Dashboard dashboard) {
        List<Place> places = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            Place place = Place.of(panel);
            assertThat(ids.add(panel.path("id").asInt(0))).as(panel.toString()).isTrue();
            assertThat(places).as(panel.path("title").asString()).noneMatch(place::overlaps);
            assertThat(place.x).isNotNegative();
            assertThat(place.y).isNotNegative();
            assertThat(place.w).isBetween(1, COLUMNS - place.x);
            assertThat(place.h).isPositive();
            places.add(place);
        }
        assertThat(ids).hasSizeGreaterThan(3).doesNotContain(0);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void askTheProvisionedDataSourceAlone(Dashboard dashboard) throws IOException {
        Map<String, Object> source = dataSource();
        List<JsonNode> askers = new ArrayList<>(dashboard.annotations());
        dashboard.variables().stream()
                .filter(variable -> variable.path("type").asString().equals("query"))
                .forEach(askers::add);
        dashboard.panels().forEach(panel -> {
            askers.add(panel);
            panel.path("targets").forEach(askers::add);
        });
        assertThat(askers)
                .allSatisfy(asker ->
                        assertThat(asker.has("datasource")).as(asker.toString()).isTrue());
        assertThat(dashboard.objects().filter(node -> node.has("datasource")).map(node -> node.path("datasource")))
                .allSatisfy(asked -> {
                    assertThat(asked.path("uid").asString("")).isEqualTo(source.get("uid"));
                    assertThat(asked.path("type").asString("")).isEqualTo(source.get("type"));
                });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void defineEachVariableThatTheyUse(Dashboard dashboard) {
        Set<String> defined = dashboard.values(List.of()).keySet();
        dashboard
                .objects()
                .flatMap(node -> node.properties().stream())
                .filter(property -> property.getValue().isString())
                .flatMap(property ->
                        VARIABLE.matcher(property.getValue().asString()).results())
                .map((MatchResult found) -> found.group(1))
                .forEach(name -> assertThat(defined).contains(name));
        assertThat(dashboard.queries()).noneMatch(query -> query.sql().contains("[["));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linkToDashboardsThatExist(Dashboard dashboard) throws IOException {
        List<String> known = dashboards().stream()
                .map(other -> other.json().path("uid").asString())
                .toList();
        assertThat(OTHER_DASHBOARD
                        .matcher(dashboard.json().toString())
                        .results()
                        .map(found -> found.group(1)))
                .allSatisfy(uid -> assertThat(known).contains(uid));
    }

    @Test
    void takeHostUserAndPasswordFromTheEnvironment() throws IOException {
        Map<String, Object> source = dataSource();
        assertThat(source)
                .containsEntry("uid", "tickvox")
                .containsEntry("type", "grafana-postgresql-datasource")
                .containsEntry("url", "${GRAFANA_TICKVOX_HOST}:${GRAFANA_TICKVOX_PORT}")
                .containsEntry("user", "${GRAFANA_TICKVOX_USER}")
                .containsEntry("secureJsonData", Map.of("password", "${GRAFANA_TICKVOX_PASSWORD}"));
        assertThat(map(source.get("jsonData"))).containsEntry("database", "${GRAFANA_TICKVOX_DATABASE}");
    }

    /** A variable that begins as ours do is refused by Tickvox where both run in one environment. */
    @Test
    void readNoVariableThatTickvoxWouldTakeForASetting() throws IOException {
        String both = DeployFolder.text("grafana/provisioning/datasources/tickvox.yaml")
                + DeployFolder.text("grafana/provisioning/dashboards/tickvox.yaml");
        String prefix = Keys.DATA_DIR.environmentName().replace("DATA_DIR", "");
        assertThat(Pattern.compile("\\$\\{(\\w+)}").matcher(both).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(5)
                .noneMatch(name -> name.startsWith(prefix));
    }

    private static Map<String, Object> dataSource() throws IOException {
        Object file = new Yaml().load(DeployFolder.text("grafana/provisioning/datasources/tickvox.yaml"));
        List<?> sources = (List<?>) map(file).getOrDefault("datasources", List.of());
        assertThat(sources).hasSize(1);
        return map(sources.get(0));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object yaml) {
        return (Map<String, Object>) Objects.requireNonNull(yaml);
    }
}
