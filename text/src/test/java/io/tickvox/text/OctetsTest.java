package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OctetsTest {
    private static boolean isMarked(long marks, int octet) {
        return (marks >>> 8 * octet & 0x80) != 0;
    }

    @Property
    void tellsEachOctetsClass(@ForAll @Size(8) byte[] octets) {
        long read = Octets.at(octets, 0);
        for (int i = 0; i < 8; i++) {
            int c = octets[i];
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            assertThat(isMarked(Octets.notLetters(read), i)).isEqualTo(!letter);
            assertThat(isMarked(Octets.notAlphanumeric(read), i)).isEqualTo(!letter && !digit);
            assertThat(isMarked(Octets.endsOfAddress(read), i)).isEqualTo(c <= ' ' || c == '"');
        }
        assertThat(Octets.holds(read, '$'))
                .isEqualTo(new String(octets, StandardCharsets.ISO_8859_1).indexOf('$') >= 0);
    }

    @Property
    void findsThreeOfAKindAmongTheFirstOnes(
            @ForAll @StringLength(min = 1, max = 7) @Chars({'a', 'b', '1'}) String word) {
        byte[] octets = Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), 8);
        long mask = (1L << 8 * word.length()) - 1;
        assertThat(Octets.isElongated(Octets.at(octets, 0), mask))
                .isEqualTo(word.contains("aaa") || word.contains("bbb") || word.contains("111"));
    }

    @Test
    void countsTheBitsBeforeTheFirstMark() {
        assertThat(Octets.bitsBefore(0)).isEqualTo(64);
        assertThat(Octets.bitsBefore(0x80)).isZero();
        assertThat(Octets.bitsBefore(0x80_0000L)).isEqualTo(16);
    }
}
