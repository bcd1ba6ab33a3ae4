package io.tickvox.sources.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;

/** Replies of Yahoo's chart endpoint, and frames of its streamer. Prices are of single precision, as Yahoo's are. */
final class YahooPayloads {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int EQUITY = 8;
    private static final int REGULAR_HOURS = 1;

    private YahooPayloads() {}

    /** What the streamer tells of a company. */
    record Snapshot(
            Company company,
            long atMillis,
            double price,
            double previousClose,
            double dayHigh,
            double dayLow,
            long dayVolume) {}

    /** The reply to a poll of 1m bars, oldest first. */
    static byte[] chart(Company company, List<SimulatedMarket.Bar> bars, long atMillis, double previousClose) {
        SimulatedMarket.Bar last = bars.get(bars.size() - 1);
        return JsonBytes.object(root -> JsonBytes.object(root, "chart", chart -> {
            JsonBytes.objects(chart, "result", List.of(company), (json, each) -> {
                JsonBytes.object(json, "meta", meta -> meta(meta, each, last, atMillis, previousClose));
                json.writeArrayPropertyStart("timestamp");
                for (SimulatedMarket.Bar bar : bars) {
                    json.writeNumber(bar.startMillis() / 1000);
                }
                json.writeEndArray();
                JsonBytes.object(
                        json,
                        "indicators",
                        indicators -> JsonBytes.objects(indicators, "quote", List.of(bars), (quote, b) -> {
                            prices(quote, "open", b, SimulatedMarket.Bar::open);
                            prices(quote, "high", b, SimulatedMarket.Bar::high);
                            prices(quote, "low", b, SimulatedMarket.Bar::low);
                            prices(quote, "close", b, SimulatedMarket.Bar::close);
                            quote.writeArrayPropertyStart("volume");
                            for (SimulatedMarket.Bar bar : b) {
                                quote.writeNumber(bar.volume());
                            }
                            quote.writeEndArray();
                        }));
            });
            chart.writeNullProperty("error");
        }));
    }

    private static void meta(
            JsonGenerator json, Company company, SimulatedMarket.Bar last, long atMillis, double previousClose) {
        json.writeStringProperty("currency", "USD");
        json.writeStringProperty("symbol", company.symbol());
        json.writeStringProperty("exchangeName", Company.EXCHANGE);
        json.writeStringProperty("fullExchangeName", "Simulated");
        json.writeStringProperty("instrumentType", "EQUITY");
        json.writeNumberProperty("firstTradeDate", 345_479_400);
        json.writeNumberProperty("regularMarketTime", atMillis / 1000);
        json.writeBooleanProperty("hasPrePostMarketData", true);
        Instant at = Instant.ofEpochMilli(atMillis);
        json.writeNumberProperty("gmtoffset", NEW_YORK.getRules().getOffset(at).getTotalSeconds());
        json.writeStringProperty("timezone", NEW_YORK.getRules().isDaylightSavings(at) ? "EDT" : "EST");
        json.writeStringProperty("exchangeTimezoneName", NEW_YORK.getId());
        json.writeNumberProperty("regularMarketPrice", last.close());
        json.writeNumberProperty("regularMarketVolume", last.volume());
        json.writeStringProperty("longName", company.legalName());
        json.writeStringProperty("shortName", company.name());
        json.writeNumberProperty("chartPreviousClose", previousClose);
        json.writeNumberProperty("previousClose", previousClose);
        json.writeNumberProperty("scale", 3);
        json.writeNumberProperty("priceHint", 2);
        json.writeStringProperty("dataGranularity", "1m");
        json.writeStringProperty("range", "");
        JsonBytes.strings(
                json, "validRanges", List.of("1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max"));
    }

    private static void prices(
            JsonGenerator json,
            String name,
            List<SimulatedMarket.Bar> bars,
            ToDoubleFunction<SimulatedMarket.Bar> price) {
        json.writeArrayPropertyStart(name);
        for (SimulatedMarket.Bar bar : bars) {
            json.writeNumber((double) (float) price.applyAsDouble(bar));
        }
        json.writeEndArray();
    }

    /** A frame of version 2 of the streamer: a protocol buffer of PricingData in base 64. */
    static byte[] frame(Snapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(96);
        double change = snapshot.price() - snapshot.previousClose();
        text(out, 1, snapshot.company().symbol());
        single(out, 2, snapshot.price());
        signed(out, 3, snapshot.atMillis());
        text(out, 4, "USD");
        text(out, 5, Company.EXCHANGE);
        tag(out, 6, 0);
        unsigned(out, EQUITY);
        tag(out, 7, 0);
        unsigned(out, REGULAR_HOURS);
        single(out, 8, 100 * change / snapshot.previousClose());
        signed(out, 9, snapshot.dayVolume());
        single(out, 10, snapshot.dayHigh());
        single(out, 11, snapshot.dayLow());
        single(out, 12, change);
        signed(out, 27, 2);
        return JsonBytes.object(json -> {
            json.writeStringProperty("type", "pricing");
            json.writeStringProperty("message", Base64.getEncoder().encodeToString(out.toByteArray()));
        });
    }

    private static void tag(ByteArrayOutputStream out, int field, int wireType) {
        unsigned(out, (long) field << 3 | wireType);
    }

    private static void text(ByteArrayOutputStream out, int field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        tag(out, field, 2);
        unsigned(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void single(ByteArrayOutputStream out, int field, double value) {
        tag(out, field, 5);
        int bits = Float.floatToIntBits((float) value);
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(bits >>> shift);
        }
    }

    private static void signed(ByteArrayOutputStream out, int field, long value) {
        tag(out, field, 0);
        unsigned(out, value << 1 ^ value >> 63);
    }

    private static void unsigned(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
