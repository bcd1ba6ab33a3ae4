package io.tickvox.sources.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Shared;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CoinbaseMapperTest {
    private static List<Normalised> map(String payload) {
        return Shared.map("coinbase", "matches", payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheRecordedTradesAsTheyWere() {
        Shared.Recording recording = Shared.recordings("others")
                .filter(candidate -> candidate.id().equals("cf_coinbase_excerpt"))
                .findFirst()
                .orElseThrow();
        List<Quote> trades = new ArrayList<>();
        for (byte[] line : recording.payloads()) {
            String frame = Shared.JSON.readTree(line).path("frame").asString();
            trades.addAll(Shared.all(map(frame), Quote.class));
        }
        List<JsonNode> truth = new ArrayList<>();
        recording.truth().path("trades").forEach(truth::add);

        assertThat(trades).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            Quote trade = trades.get(i);
            assertThat(trade.kind()).isEqualTo(Quote.Kind.TRADE);
            assertThat(trade.symbol()).isEqualTo(truth.get(i).path("product").asString());
            assertThat(trade.close())
                    .isEqualTo(Double.parseDouble(truth.get(i).path("price").asString()));
            assertThat(trade.volume())
                    .isEqualTo(Double.parseDouble(truth.get(i).path("size").asString()));
            assertThat(trade.at())
                    .isEqualTo(Instant.ofEpochMilli(truth.get(i).path("ts_ms").asLong()));
        }
    }

    @Test
    void rejectsWhatItCannotRead() {
        assertThat(map("{\"type\":\"error\",\"message\":\"Failed to subscribe\"}"))
                .singleElement()
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reason())
                        .isEqualTo(Rejection.Reason.UPSTREAM_ERROR));
        assertThat(map(
                        "{\"type\":\"match\",\"trade_id\":1,\"product_id\":\"BTC-USD\",\"time\":\"2026-01-01T00:00:00Z\","
                                + "\"price\":\"much\",\"size\":\"1\"}"))
                .singleElement()
                .isInstanceOf(Rejection.class);
        assertThat(map("{\"type\":\"subscriptions\",\"channels\":[]}")).isEmpty();
    }
}
