package io.tickvox.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Property
    void comesBackFromItsToken(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis,
            @ForAll @NotBlank @StringLength(max = 20) @net.jqwik.api.constraints.AlphaChars String source,
            @ForAll @StringLength(max = 80) @net.jqwik.api.constraints.CharRange(from = 0x20, to = 0xD7FF) String id) {
        Cursor cursor = new Cursor(Instant.ofEpochMilli(millis), source, id);
        assertThat(cursor.token()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.of(cursor.token())).isEqualTo(cursor);
    }

    @Property
    void refusesWhatIsNone(@ForAll @StringLength(max = 40) String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.of(token))
                .withMessageStartingWith("Invalid cursor '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2014-01-06T18:30:00Z\nx", "then\nx\n1", "2014-01-06T18:30:00Z\nx\n1\0"})
    void refusesTokensOfOtherThings(String content) {
        String token = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.of(token));
    }
}
