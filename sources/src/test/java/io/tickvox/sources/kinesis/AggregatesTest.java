package io.tickvox.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    /** A field of bytes, or a number for a value of one byte. */
    private static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write(number << 3 | 2);
        out.write(value.length & 0x7F | 0x80);
        out.write(value.length >> 7);
        out.writeBytes(value);
    }

    private static byte[] packed(List<String> texts) throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, 1, "key".getBytes(StandardCharsets.UTF_8));
        for (String text : texts) {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            record.write(1 << 3);
            record.write(0);
            field(record, 3, text.getBytes(StandardCharsets.UTF_8));
            field(message, 3, record.toByteArray());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
        all.writeBytes(message.toByteArray());
        all.writeBytes(MessageDigest.getInstance("MD5").digest(message.toByteArray()));
        return all.toByteArray();
    }

    private static List<String> texts(byte[] record) {
        return Aggregates.payloads(record).stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void givesWhatTheProducerLibraryPackedTogether() throws Exception {
        List<String> texts = List.of("{\"id\":1}", "{\"id\":2,\"text\":\"" + "long ".repeat(100) + "\"}", "");

        assertThat(texts(packed(texts))).isEqualTo(texts);
    }

    @Test
    void givesARecordWhoseDigestIsWrongAsItIs() throws Exception {
        byte[] record = packed(List.of("one", "two"));
        record[record.length - 1]++;

        assertThat(Aggregates.payloads(record)).containsExactly(record);
    }

    @Property
    void givesAnyOtherRecordAsItIs(@ForAll byte[] record) {
        assertThat(Aggregates.payloads(record)).hasSize(1).first().isEqualTo(record);
    }

    @Property
    void neverFailsWhateverIsPacked(@ForAll byte[] message) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
        all.writeBytes(message);
        all.writeBytes(MessageDigest.getInstance("MD5").digest(message));
        byte[] record = all.toByteArray();

        int given = Aggregates.payloads(record).stream()
                .mapToInt(payload -> payload.length)
                .sum();
        assertThat(given).isLessThanOrEqualTo(record.length);
        assertThat(Arrays.equals(record, all.toByteArray())).isTrue();
    }
}
