package io.tickvox.sources.simulator;

import java.util.List;

/** Frames of Finnhub's trade socket. */
final class FinnhubPayloads {
    private FinnhubPayloads() {}

    /** One trade: dollars, shares, milliseconds since 1970. */
    record Trade(Company company, double price, long size, long atMillis) {}

    static byte[] trades(List<Trade> trades) {
        return JsonBytes.object(json -> {
            JsonBytes.objects(json, "data", trades, (trade, each) -> {
                JsonBytes.strings(trade, "c", each.size() < 100 ? List.of("1", "12") : List.of("1"));
                trade.writeNumberProperty("p", each.price());
                trade.writeStringProperty("s", each.company().symbol());
                trade.writeNumberProperty("t", each.atMillis());
                trade.writeNumberProperty("v", each.size());
            });
            json.writeStringProperty("type", "trade");
        });
    }

    static byte[] ping() {
        return JsonBytes.object(json -> json.writeStringProperty("type", "ping"));
    }
}
