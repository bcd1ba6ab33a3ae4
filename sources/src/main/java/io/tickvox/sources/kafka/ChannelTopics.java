package io.tickvox.sources.kafka;

import io.tickvox.model.Topics;
import io.tickvox.sources.Landing.Channel;

/** The topic of each channel. */
final class ChannelTopics {
    private ChannelTopics() {}

    static String topic(Channel channel) {
        return switch (channel) {
            case POSTS -> Topics.RAW_POSTS;
            case QUOTES -> Topics.RAW_QUOTES;
        };
    }
}
