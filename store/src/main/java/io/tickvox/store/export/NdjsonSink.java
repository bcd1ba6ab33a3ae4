package io.tickvox.store.export;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line. */
final class NdjsonSink implements RowSink {
    private final List<ExportColumn> columns;
    private final JsonGenerator json;

    NdjsonSink(OutputStream out, List<ExportColumn> columns) {
        this.columns = columns;
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        this.json = JsonMapper.builder(factory).build().createGenerator(out, JsonEncoding.UTF8);
    }

    @Override
    public void row(@Nullable Object[] values) {
        json.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            ExportColumn column = columns.get(i);
            json.writeName(column.name());
            write(column, values[i]);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(ExportColumn column, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (column.kind()) {
            case TEXT -> json.writeString((String) value);
            case INTEGER -> json.writeNumber((Long) value);
            case REAL -> json.writeNumber((Double) value);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INSTANT -> json.writeString(Texts.of((Instant) value));
            case JSON -> json.writeRawValue((String) value);
            case BYTES -> json.writeString(Texts.of((byte[]) value));
        }
    }

    @Override
    public void finish() {
        json.flush();
    }
}
