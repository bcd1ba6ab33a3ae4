package io.tickvox.sources.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes fingerprints of texts, to know one again without keeping it. Not safe for use by several threads at once. */
public final class Fingerprints {
    /** 128 bits of a text's SHA-256. */
    public record Fingerprint(long high, long low) {}

    private final MessageDigest digests;

    public Fingerprints() {
        try {
            digests = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java has it", e);
        }
    }

    public Fingerprint of(String text) {
        ByteBuffer digest = ByteBuffer.wrap(digests.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(digest.getLong(), digest.getLong());
    }
}
