package io.tickvox.sources.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Property
    void agreesWithThePlatformsDecoder(@ForAll("bytes") byte[] bytes) {
        assertThat(Utf8.check(bytes) == Utf8.TEXT).isEqualTo(decodes(bytes) && indexOfNul(bytes) < 0);
    }

    @Test
    void namesTheFirstFault() {
        assertThat(Utf8.check("0123456789\0".getBytes(StandardCharsets.UTF_8))).isEqualTo(10);
        assertThat(Utf8.check(new byte[] {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isEqualTo(1);
        assertThat(Utf8.check(new byte[] {'a', (byte) 0xc0, (byte) 0x80})).isEqualTo(1);
    }

    @Test
    void tellsACutCharacterFromAWrongOne() {
        byte[] rocket = "to the 🚀".getBytes(StandardCharsets.UTF_8);
        for (int missing = 1; missing < 4; missing++) {
            assertThat(Utf8.check(Arrays.copyOf(rocket, rocket.length - missing)))
                    .isEqualTo(Utf8.CUT);
        }
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> text =
                Arbitraries.strings().ofMaxLength(30).map(string -> string.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> broken = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
        Arbitrary<byte[]> cut = text.map(bytes -> Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
        return Arbitraries.oneOf(text, broken, cut);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static int indexOfNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
