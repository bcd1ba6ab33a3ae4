package io.tickvox.sources.kinesis;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes apart what Amazon's Kinesis Producer Library packs into one record: four bytes that mark it, a protobuf message
 * whose field 3 repeats the records, each with its data in field 3, and the message's MD5. Format:
 * github.com/awslabs/amazon-kinesis-producer, aggregation-format.md.
 */
final class Aggregates {
    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int DIGEST_BYTES = 16;
    private static final int RECORDS = 3;
    private static final int DATA = 3;
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private Aggregates() {}

    /** The payloads of a record: those packed in it, or it itself. */
    static List<byte[]> payloads(byte[] record) {
        int end = record.length - DIGEST_BYTES;
        if (end < MAGIC.length || !Arrays.equals(record, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return List.of(record);
        }
        byte[] message = Arrays.copyOfRange(record, MAGIC.length, end);
        if (!Arrays.equals(md5(message), Arrays.copyOfRange(record, end, record.length))) {
            return List.of(record);
        }
        try {
            List<byte[]> payloads = new ArrayList<>();
            for (byte[] part : fields(message, RECORDS)) {
                payloads.addAll(fields(part, DATA));
            }
            return payloads;
        } catch (IllegalArgumentException e) {
            return List.of(record);
        }
    }

    /** The values of field {@code wanted}, all of them bytes. */
    private static List<byte[]> fields(byte[] message, int wanted) {
        List<byte[]> values = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(in);
                case BYTES -> {
                    long length = varint(in);
                    if (length < 0 || length > in.remaining()) {
                        throw new IllegalArgumentException("A field reaches beyond the message");
                    }
                    byte[] value = new byte[(int) length];
                    in.get(value);
                    if (tag >>> 3 == wanted) {
                        values.add(value);
                    }
                }
                default -> throw new IllegalArgumentException("A field of another kind");
            }
        }
        return values;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
            byte part = in.get();
            value |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number without an end");
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has MD5", e);
        }
    }
}
