package io.tickvox.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappersTest {
    @Test
    void readsHeartbeats() {
        assertThat(map(new Envelope(
                        "x", "v1.1", Shared.OBSERVED, Envelope.HEARTBEAT, utf8("2014-01-02T00:00:00Z"), null)))
                .containsExactly(new Heartbeat("x", Instant.parse("2014-01-02T00:00:00Z")));
        assertThat(reason(new Envelope("x", "v1.1", Shared.OBSERVED, Envelope.HEARTBEAT, utf8("soon"), null)))
                .isEqualTo(Rejection.Reason.INVALID_FIELD);
    }

    @Test
    void rejectsStreamsThatNobodyReads() {
        assertThat(reason(json("x", "firehose", utf8("{}")))).isEqualTo(Rejection.Reason.UNKNOWN_STREAM);
        assertThat(reason(json("myspace", "v1.1", utf8("{}")))).isEqualTo(Rejection.Reason.UNKNOWN_STREAM);
    }

    @Test
    void rejectsPayloadsWithoutContent() {
        assertThat(reason(json("x", "v1.1", new byte[0]))).isEqualTo(Rejection.Reason.EMPTY);
        assertThat(reason(json("x", "v1.1", utf8(" \r\n")))).isEqualTo(Rejection.Reason.EMPTY);
    }

    @Test
    void rejectsOtherEncodings() {
        byte[] latin = "{\"text\":\"caf\u00e9 au lait\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reason(json("x", "v1.1", latin))).isEqualTo(Rejection.Reason.ENCODING);
        assertThat(reason(json("x", "v1.1", "{\"id\":1}".getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(Rejection.Reason.ENCODING);
    }

    @Test
    void takesALineCutWithinACharacterForABrokenLine() {
        byte[] cut = utf8("{\"text\":\"caf\u00e9");

        assertThat(reason(json("x", "v1.1", Arrays.copyOf(cut, cut.length - 1))))
                .isEqualTo(Rejection.Reason.MALFORMED);
    }

    @Test
    void rejectsPayloadsOverTheBound() {
        byte[] huge = new byte[Mappers.MAX_PAYLOAD + 1];
        Arrays.fill(huge, (byte) '[');

        assertThat(reason(json("x", "v1.1", huge))).isEqualTo(Rejection.Reason.TOO_LARGE);
        assertThat(reason(json("x", "v1.1", Arrays.copyOf(huge, Mappers.MAX_PAYLOAD))))
                .isEqualTo(Rejection.Reason.MALFORMED);
    }

    @Test
    void rejectionsNameTheEnvelopesOwnPositionIfItHasOne() {
        Envelope envelope = new Envelope("x", "v1.1", Shared.OBSERVED, Envelope.JSON, utf8("{"), "posts.jsonl:17");

        assertThat(Shared.all(map(envelope), Rejection.class).get(0).position()).isEqualTo("posts.jsonl:17");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x | {'id_str':'1','text':'t'} | v1.1",
                "x | {'statuses':[]} | v1.1",
                "x | {'data':[]} | search",
                "x | {'title':'Unauthorized'} | search",
                "x | cut{ | v1.1",
                "reddit | {'kind':'Listing','data':{'children':[]}} | listing",
                "reddit | {'kind':'t1','data':{}} | thing",
                "bluesky | {} | jetstream",
                "stocktwits | {'messages':[]} | symbol",
                "stocktwits | {'id':1,'body':'b'} | message",
                "finnhub | {'type':'ping'} | trades",
                "finnhub | {'c':1,'h':1} | quote",
                "yahoo | {'chart':{}} | chart",
                "yahoo | {'quoteResponse':{}} | quote",
                "yahoo | CgRNU0ZU | streamer",
                "yahoo | {'type':'pricing'} | streamer",
                "file | ticker,date | prices-daily"
            })
    void knowsAStreamByItsLook(String source, String payload, String stream) {
        assertThat(Mappers.streamOf(source, utf8(payload.replace('\'', '"')))).isEqualTo(stream);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Envelope json(String source, String stream, byte[] payload) {
        return Envelope.json(source, stream, Shared.OBSERVED, payload);
    }

    private static List<Normalised> map(Envelope envelope) {
        List<Normalised> records = new ArrayList<>();
        Mappers.standard().map(envelope, "test:0:0", records::add);
        return records;
    }

    private static Rejection.Reason reason(Envelope envelope) {
        return Shared.all(map(envelope), Rejection.class).get(0).reason();
    }
}
