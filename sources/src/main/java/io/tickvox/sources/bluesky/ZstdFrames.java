package io.tickvox.sources.bluesky;

import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdInputStream;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks messages that are each a zstd frame made with Jetstream's dictionary; frames may leave out their size. */
final class ZstdFrames {
    private static final int LARGEST = 4 << 20;

    private final ZstdDictDecompress dictionary;

    private ZstdFrames(byte[] dictionary) {
        this.dictionary = new ZstdDictDecompress(dictionary);
    }

    static ZstdFrames of(Path dictionary) {
        try {
            return new ZstdFrames(Files.readAllBytes(dictionary));
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read the dictionary " + dictionary + ": check sources.bluesky.dictionary",
                    e);
        }
    }

    byte[] decompress(byte[] frame) throws IOException {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(frame))) {
            in.setDict(dictionary);
            byte[] message = in.readNBytes(LARGEST + 1);
            if (message.length > LARGEST) {
                throw new IOException("Event of more than " + LARGEST + " bytes");
            }
            return message;
        }
    }
}
