package io.tickvox.sources.internal;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.sources.Mapper;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A mapper of JSON payloads that looks at them as a whole; for the streams where ease of reading matters more than speed. */
public abstract class TreeMapper implements Mapper {
    @Override
    public final void map(Envelope envelope, String position, Consumer<? super Normalised> out) {
        Payload payload = new Payload(envelope, position, out);
        JsonNode root;
        try {
            root = Json.parse(envelope.payload());
        } catch (UnreadableException e) {
            payload.reject(e.reason(), e.getMessage());
            return;
        }
        map(root, payload);
    }

    /** Gives {@code payload} the records of {@code root}; does not throw. */
    protected abstract void map(JsonNode root, Payload payload);
}
