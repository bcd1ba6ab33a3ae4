package io.tickvox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the topics must be readable for as long as it is there, by this version and by others' Avro. */
class AvroCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    static Stream<Named<Case<?>>> cases() {
        return Stream.of(
                named("envelope", new Case<>("envelope", new EnvelopeCodec(), TestRecords.ENVELOPE)),
                named("mention", new Case<>("scored-mention", new ScoredMentionCodec(), TestRecords.MENTION)),
                named("sentiment bar", new Case<>("sentiment-bar", new SentimentBarCodec(), TestRecords.SENTIMENT)),
                named(
                        "bar without posts",
                        new Case<>("sentiment-bar-empty", new SentimentBarCodec(), TestRecords.EMPTY_SENTIMENT)),
                named("price bar", new Case<>("price-bar", new PriceBarCodec(), TestRecords.PRICE)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void readsWhatItWrites(Case<T> test) {
        assertSame(test.value(), test.codec().decode(test.codec().encode(test.value())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void writesWhatTheLibraryWouldWrite(Case<T> test) throws IOException {
        GenericRecord generic = test.codec().toGeneric(test.value());
        ByteBuffer expected = new BinaryMessageEncoder<GenericRecord>(
                        GenericData.get(), test.codec().schema())
                .encode(generic);

        assertThat(HEX.formatHex(test.codec().encode(test.value())))
                .isEqualTo(HEX.formatHex(Arrays.copyOfRange(expected.array(), expected.position(), expected.limit())));
    }

    /** The files hold records as the first version wrote them; they are never written anew. */
    @ParameterizedTest
    @MethodSource("cases")
    <T> void readsRecordsOfTheFirstVersion(Case<T> test) {
        assertSame(test.value(), test.codec().decode(HEX.parseHex(resource(test.name() + ".v1.hex"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void refusesRecordsCutOffAnywhere(Case<T> test) {
        byte[] whole = test.codec().encode(test.value());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(InvalidRecordException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> test.codec().decode(cut));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "envelope, 1, 29c17c7550c4141a",
        "scored-mention, 1, 514985bf310c5e6e",
        "sentiment-bar, 1, 85d3ea82590c5ffc",
        "price-bar, 1, bce2c60638491763"
    })
    void neverChangesASchemaThatWasPublished(String name, int version, String fingerprint) {
        assertThat(Long.toHexString(SchemaNormalization.parsingFingerprint64(schema(name, version))))
                .isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void newestSchemaReadsAllBeforeIt(Case<T> test) {
        Schema newest = test.codec().schema();
        Schema first = schema(test.name().replace("-empty", ""), 1);

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(newest, first)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Property
    void envelopesHoldAnyBytesAndText(
            @ForAll byte[] payload, @ForAll long millis, @ForAll String source, @ForAll String position) {
        EnvelopeCodec codec = new EnvelopeCodec();
        Envelope envelope = new Envelope(
                utf8(source), "stream", Instant.ofEpochMilli(millis), Envelope.JSON, payload, utf8(position));

        assertSame(envelope, codec.decode(codec.encode(envelope)));
    }

    @Property
    void noBytesAreMoreThanAnInvalidRecord(@ForAll byte[] noise) {
        byte[] header = Arrays.copyOf(new EnvelopeCodec().encode(TestRecords.ENVELOPE), 10);
        byte[] bytes = Arrays.copyOf(header, 10 + noise.length);
        System.arraycopy(noise, 0, bytes, 10, noise.length);
        try {
            new EnvelopeCodec().decode(bytes);
        } catch (InvalidRecordException e) {
            assertThat(e).hasMessageContaining("Cannot read Envelope of " + bytes.length + " bytes");
        }
    }

    @Test
    void refusesAPayloadThatClaimsMoreBytesThanThereAre() {
        byte[] bytes = new AvroOutput(SchemaNormalization.parsingFingerprint64(new EnvelopeCodec().schema()))
                .start()
                .string("x")
                .string("v1.1")
                .number(0)
                .string(Envelope.JSON)
                .number(0)
                .number(Integer.MAX_VALUE)
                .finish();

        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> new EnvelopeCodec().decode(bytes))
                .withMessageContaining("cut off");
    }

    @Test
    void refusesATextThatClaimsMoreBytesThanThereCanBe() {
        byte[] bytes = new AvroOutput(SchemaNormalization.parsingFingerprint64(new EnvelopeCodec().schema()))
                .start()
                .number(Integer.MAX_VALUE - 100)
                .finish();

        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> new EnvelopeCodec().decode(bytes))
                .withMessageContaining("exceeds maximum");
    }

    /** Avro's strings are UTF-8, which has no halves of surrogate pairs. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void assertSame(Object expected, Object actual) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    private static Schema schema(String name, int version) {
        return new Schema.Parser().parse(resource(name + ".v" + version + ".avsc"));
    }

    private static String resource(String name) {
        try (InputStream in = AvroCodecTest.class.getResourceAsStream(name)) {
            assertThat(in).as("resource %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> Named<Case<?>> named(String what, Case<T> test) {
        return Named.of(what, test);
    }

    /**
     * A record and what reads and writes it.
     *
     * @param name of its files
     */
    record Case<T>(String name, AvroCodec<T> codec, T value) {}
}
