package io.tickvox.model;

/** Bytes that should hold an Avro record of ours do not. */
public final class InvalidRecordException extends RuntimeException {
    public InvalidRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
