package io.tickvox.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PostPeekTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\"} | POST | 2014-01-01T03:59:03Z",
                "{ \"user\" : {\"created_at\":\"Wed Jan 01 03:59:03 +0000 2010\"}, \"created_at\" : \"Wed Jan 01 03:59:03 +0000 2014\"} | POST | 2014-01-01T03:59:03Z",
                "{\"text\":\"\\\"created_at\\\":\\\"\",\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\"} | POST | 2014-01-01T03:59:03Z",
                "{\"retweeted_status\":{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\"}} | POST | -",
                "[{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\"}] | POST | 2014-01-01T03:59:03Z",
                "{\"statuses\":[{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\",\"user\":{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2019\"}}]} | POST | 2014-01-01T03:59:03Z",
                "{\"meta\":{\"created_at\":\"2021-05-06T00:00:00Z\"},\"data\":[{\"created_at\":\"2020-05-06T00:00:00Z\"},{\"created_at\":\"2019-05-06T00:00:00Z\"}]} | PAGE | 2020-05-06T00:00:00Z",
                "{\"includes\":{\"tweets\":[{\"created_at\":\"2021-05-06T00:00:00Z\"}]},\"data\":{\"created_at\":\"2020-05-06T00:00:00Z\"}} | STREAMED | 2020-05-06T00:00:00Z",
                "{\"errors\":[{\"title\":\"operational-disconnect\"}]} | PAGE | -",
                "{\"delete\":{\"status\":{\"id\":1}}} | POST | -",
                "{\"created_at\":\"Wed Jan | POST | -",
                "\"created_at\" | POST | -",
            })
    void findsLayoutAndTime(String payload, Layout layout, @org.jspecify.annotations.Nullable Instant time) {
        PostPeek peek = new PostPeek();
        peek.look(payload.getBytes(StandardCharsets.UTF_8));
        assertThat(peek.layout()).isEqualTo(layout);
        assertThat(peek.time()).isEqualTo(time == null ? EventTimes.NONE : time.toEpochMilli());
    }

    @Property
    void standsAnyBytes(@ForAll byte[] payload) {
        new PostPeek().look(payload);
    }

    @Property
    void standsAnyCut(@ForAll int at) {
        String page = "{\"data\":[{\"id\":\"1\\\"\",\"created_at\":\"2021-05-06T00:00:00.000Z\"}],\"meta\":{}}";
        new PostPeek().look(page.substring(0, Math.floorMod(at, page.length())).getBytes(StandardCharsets.UTF_8));
    }
}
