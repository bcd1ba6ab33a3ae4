package io.tickvox.sources.kinesis;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.Mappers;
import java.util.Optional;

/** What the records of a data stream hold. */
record Payload(String source, String stream, Channel channel) {
    /** What setting {@code payload} names, as {@code SOURCE/STREAM}; empty if there is no such. */
    static Optional<Payload> find(String setting) {
        String[] parts = setting.split("/", 2);
        return parts.length < 2
                ? Optional.empty()
                : Mappers.channelOf(parts[0], parts[1]).map(channel -> new Payload(parts[0], parts[1], channel));
    }
}
