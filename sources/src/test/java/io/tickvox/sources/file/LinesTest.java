package io.tickvox.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class LinesTest {
    @Property(tries = 300)
    void splitAnyBytesAtLineFeeds(@ForAll("bytes") byte[] bytes, @ForAll("chunks") int chunk) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> expected = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (expected.get(expected.size() - 1).isEmpty()) {
            expected.remove(expected.size() - 1);
        }
        expected.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        Lines lines = new Lines(new Trickle(bytes, chunk));
        List<String> read = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            read.add(new String(line, StandardCharsets.ISO_8859_1));
            assertThat(lines.number()).isEqualTo(read.size());
            assertThat(lines.length()).isEqualTo(line.length);
        }
        assertThat(read).isEqualTo(expected);
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.of((byte) '\n', (byte) '\r', (byte) 'a', (byte) 0, (byte) -1, (byte) '\n')
                .array(byte[].class)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Integer> chunks() {
        return Arbitraries.integers().between(1, 9);
    }

    @Test
    void acrossBuffersAreWhole() throws IOException {
        String text = "a".repeat(300_000) + "\n" + "b".repeat(600_000) + "\r\nc";
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(lines.next()).hasSize(300_000).containsOnly('a');
        assertThat(lines.next()).hasSize(600_000).containsOnly('b');
        assertThat(lines.next()).containsExactly('c');
        assertThat(lines.next()).isNull();
    }

    @Test
    void ofTheBoundsLengthAreWholeAndOneMoreByteIsCut() throws IOException {
        String text = "a".repeat(Lines.MAX_BYTES) + "\n" + "b".repeat(Lines.MAX_BYTES + 1) + "\nc\n";
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(lines.next()).hasSize(Lines.MAX_BYTES);
        assertThat(lines.next()).hasSize(Lines.KEPT_BYTES);
        assertThat(lines.length()).isEqualTo(Lines.MAX_BYTES + 1);
        assertThat(lines.next()).containsExactly('c');
    }

    /** Hands out at most a few bytes at a time. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream in;
        private final int chunk;

        Trickle(byte[] bytes, int chunk) {
            this.in = new ByteArrayInputStream(bytes);
            this.chunk = chunk;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return in.read(target, offset, Math.min(length, chunk));
        }
    }
}
