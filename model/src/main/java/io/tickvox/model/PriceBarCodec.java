package io.tickvox.model;

import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Price bars in Avro. */
public final class PriceBarCodec extends AvroCodec<PriceBar> {
    public PriceBarCodec() {
        super("price-bar", 1);
    }

    @Override
    protected GenericRecord toGeneric(PriceBar bar) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("symbol", bar.symbol());
        record.put("interval", bar.interval().id());
        record.put("start", bar.start().toEpochMilli());
        record.put("open", bar.open());
        record.put("high", bar.high());
        record.put("low", bar.low());
        record.put("close", bar.close());
        record.put("volume", bar.volume());
        record.put("trades", bar.trades());
        record.put("vwap", bar.vwap());
        record.put("source", bar.source());
        record.put("complete", bar.complete());
        record.put("updated_at", bar.updatedAt().toEpochMilli());
        return record;
    }

    @Override
    protected PriceBar fromGeneric(GenericRecord record) {
        return new PriceBar(
                string(record, "symbol"),
                Interval.of(string(record, "interval")),
                instant(record, "start"),
                (Double) record.get("open"),
                (Double) record.get("high"),
                (Double) record.get("low"),
                (Double) record.get("close"),
                (Double) record.get("volume"),
                (Long) record.get("trades"),
                (Double) record.get("vwap"),
                string(record, "source"),
                (Boolean) record.get("complete"),
                instant(record, "updated_at"));
    }
}
