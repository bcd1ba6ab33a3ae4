package io.tickvox.sources;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import java.util.function.Consumer;

/**
 * Reads the payloads of one source. A pure function, total over any bytes: what it cannot read becomes a rejection with a
 * reason, and it never throws. Not safe for use by several threads at once.
 */
public interface Mapper {
    /**
     * Gives {@code out} the records of {@code envelope}, in the payload's order.
     *
     * @param position where the envelope landed, for rejections
     */
    void map(Envelope envelope, String position, Consumer<? super Normalised> out);
}
