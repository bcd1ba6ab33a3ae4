package io.tickvox.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTimesTest {
    @ParameterizedTest
    @CsvSource({
        "Wed Jan 01 03:59:03 +0000 2014, 2014-01-01T03:59:03Z",
        "Wed Jan 01 03:59:03 -0530 2014, 2014-01-01T09:29:03Z",
        "2021-05-06T00:00:00.000Z, 2021-05-06T00:00:00Z",
        "2021-05-06T00:00:00Z, 2021-05-06T00:00:00Z",
        "2021-05-06T00:00:00.123456Z, 2021-05-06T00:00:00.123Z",
        "2021-05-06T02:00:00+02:00, 2021-05-06T00:00:00Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    })
    void readsWhatXWrites(String text, Instant at) {
        assertThat(parse(text)).isEqualTo(at.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "Wed Jan 32 03:59:03 +0000 2014",
                "Wed Feb 29 03:59:03 +0000 2015",
                "Wed Xyz 01 03:59:03 +0000 2014",
                "Wed Jan 01 25:59:03 +0000 2014",
                "Wed Jan 01 03:59:03 00000 2014",
                "2021-05-06T00:00:00.000",
                "2021-05-06 at noon, UTC",
                "2021-13-06T00:00:00Z",
                "123456789012345678901234567890",
            })
    void leavesOtherTextAlone(String text) {
        assertThat(parse(text)).isEqualTo(EventTimes.NONE);
    }

    @Property
    void readsEveryInstant(@ForAll @LongRange(min = -62_000_000_000_000L, max = 250_000_000_000_000L) long millis) {
        assertThat(parse(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
    }

    @Property
    void standsAnyText(@ForAll String text) {
        parse(text);
    }

    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EventTimes.parse(bytes, 0, bytes.length);
    }
}
