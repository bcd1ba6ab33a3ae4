package io.tickvox.store.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/** Parquet onto a stream, without a Hadoop file system. The columns of the key are required, all others optional. */
final class ParquetSink implements RowSink {
    /** Bytes held until they are written as a row group. */
    private static final long ROW_GROUP = 32L << 20;

    private final List<ExportColumn> columns;
    private final Schema schema;
    private final ParquetWriter<GenericRecord> writer;

    ParquetSink(OutputStream out, ExportTable table, List<ExportColumn> columns) throws IOException {
        this.columns = columns;
        this.schema = schema(table, columns);
        this.writer = AvroParquetWriter.<GenericRecord>builder(new StreamFile(out))
                .withConf(new PlainParquetConfiguration())
                .withDataModel(GenericData.get())
                .withSchema(schema)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP)
                .build();
    }

    private static Schema schema(ExportTable table, List<ExportColumn> columns) {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record(table.name()).namespace("io.tickvox.table").fields();
        for (ExportColumn column : columns) {
            Schema type =
                    switch (column.kind()) {
                        case TEXT, JSON -> Schema.create(Schema.Type.STRING);
                        case INTEGER -> Schema.create(Schema.Type.LONG);
                        case REAL -> Schema.create(Schema.Type.DOUBLE);
                        case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
                        case INSTANT -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
                        case BYTES -> Schema.create(Schema.Type.BYTES);
                    };
            fields = table.key().contains(column.name())
                    ? fields.name(column.name()).type(type).noDefault()
                    : fields.name(column.name())
                            .type(Schema.createUnion(Schema.create(Schema.Type.NULL), type))
                            .withDefault(null);
        }
        return fields.endRecord();
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < columns.size(); i++) {
            Object value = values[i];
            if (value instanceof Instant at) {
                value = at.toEpochMilli();
            } else if (value instanceof byte[] bytes) {
                value = ByteBuffer.wrap(bytes);
            }
            record.put(i, value);
        }
        writer.write(record);
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    /** A file that is a stream: written once, from its start. */
    private record StreamFile(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new Counting(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    /** Knows how much went through it. */
    private static final class Counting extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
