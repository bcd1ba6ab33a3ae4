package io.tickvox.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record in Avro's single-object encoding into a buffer that is kept for the next (Avro 1.12 specification,
 * "Binary encoding"): for the records of which there are so many that generic ones would be the greater part of the work.
 * Not safe for use by several threads at once.
 */
final class AvroOutput {
    private static final int FIRST_SIZE = 2_048;
    private static final int LONGEST_NUMBER = 10;

    private final long fingerprint;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;

    /** @param fingerprint of the schema that records follow */
    AvroOutput(long fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** Starts a record: marker and fingerprint. */
    AvroOutput start() {
        size = 0;
        buffer[size++] = (byte) 0xC3;
        buffer[size++] = 0x01;
        writeFixed(fingerprint);
        return this;
    }

    /** The record written since {@link #start}. */
    byte[] finish() {
        return Arrays.copyOf(buffer, size);
    }

    /** An {@code int} or {@code long}: zig-zag, seven bits a byte. */
    AvroOutput number(long value) {
        reserve(LONGEST_NUMBER);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    AvroOutput real(double value) {
        reserve(Double.BYTES);
        writeFixed(Double.doubleToLongBits(value));
        return this;
    }

    AvroOutput bool(boolean value) {
        reserve(1);
        buffer[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    AvroOutput bytes(byte[] value) {
        number(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    AvroOutput string(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A union of null, first, and string. */
    AvroOutput optional(@Nullable String value) {
        return value == null ? number(0) : number(1).string(value);
    }

    /** A union of null, first, and double. */
    AvroOutput optional(@Nullable Double value) {
        return value == null ? number(0) : number(1).real(value);
    }

    private void writeFixed(long bits) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[size++] = (byte) (bits >>> shift);
        }
    }

    private void reserve(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
        }
    }
}
