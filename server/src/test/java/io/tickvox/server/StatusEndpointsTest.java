package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusEndpointsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        Seed.market(server.database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsEveryPartOfTheStack() {
        JsonNode status = server.json("/api/v1/status");
        assertThat(status.get("zone").asString()).isEqualTo("America/New_York");
        assertThat(status.get("market_open").asBoolean()).isTrue();
        assertThat(status.get("data_time").asString()).isEqualTo("2014-01-06T18:30:00Z");
        assertThat(status.get("sources").get(0).get("state").asString()).isEqualTo("catching_up");
        assertThat(status.get("pipeline")
                        .get("operators")
                        .get(0)
                        .get("busy_pct")
                        .asDouble())
                .isEqualTo(3.5);
    }

    @Test
    void isHealthyWhileEveryComponentIsUp() {
        assertThat(server.json("/health").get("status").asString()).isEqualTo("up");
        server.status(new Status(
                null,
                List.of(new ComponentStatus("kafka", ComponentStatus.State.STARTING, "electing")),
                List.of(),
                PipelineStatus.unknown()));
        try {
            HttpResponse<String> response = server.get("/health");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"status\":\"down\",\"checks\":[{\"name\":\"kafka\",\"state\":\"starting\",\"detail\":\"electing\"}]}");
        } finally {
            server.status(TestServer.STATUS);
        }
    }

    @Test
    void measuresTheJvmTheRequestsAndTheStack() {
        server.get("/api/v1/market?window=x");
        server.get("/api/v1/tickers/AAPL");
        assertThat(server.get("/metrics").body())
                .contains(
                        "jvm_memory_used_bytes",
                        "tickvox_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/tickers/{symbol}\",status=\"200\"}",
                        "tickvox_errors_total{category=\"user\",code=\"INVALID_ARGUMENT\"}",
                        "tickvox_source_state{source=\"x\",state=\"catching_up\"} 1.0",
                        "tickvox_source_landed{source=\"x\"} 123.0",
                        "tickvox_source_rejected{source=\"x\"} 3.0",
                        "tickvox_source_lag_seconds{source=\"x\"} 0.012",
                        "tickvox_pipeline_records{kind=\"posts\"} 9.0",
                        "tickvox_pipeline_state{figure=\"lag_records\"} 7.0",
                        "tickvox_component_up{component=\"kafka\"} 1.0",
                        "tickvox_stream_clients 0.0");
    }

    @Test
    void pagesThroughRejectionsThoughTheirTimesAreEqual() {
        JsonNode first = server.json("/api/v1/rejections?limit=1");
        assertThat(first.get("rejections").get(0).get("position").asString()).isEqualTo("file-2");
        assertThat(first.get("rejections").get(0).get("payload").asString()).isEqualTo("\uFFFD\0");
        JsonNode second = server.json(
                "/api/v1/rejections?limit=1&before=" + first.get("next_before").asString());
        assertThat(second.get("rejections").get(0).get("position").asString()).isEqualTo("file-1");
        JsonNode third = server.json(
                "/api/v1/rejections?limit=2&before=" + second.get("next_before").asString());
        assertThat(third.get("rejections")).hasSize(1);
        assertThat(third.get("next_before").isNull()).isTrue();
    }

    @Test
    void showsTheStartOfAHugePayload() {
        JsonNode page = server.json("/api/v1/rejections?before=2014-01-06T18:00:00Z");
        JsonNode rejection = page.get("rejections").get(0);
        assertThat(rejection.get("payload").asString()).isEqualTo("é".repeat(4_000));
        assertThat(rejection.get("payload_bytes").asInt()).isEqualTo(10_000);
    }
}
