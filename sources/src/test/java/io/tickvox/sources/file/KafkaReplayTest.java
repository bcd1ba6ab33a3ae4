package io.tickvox.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.Topics;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.Shared;
import io.tickvox.sources.kafka.BrokerExtension;
import io.tickvox.sources.kafka.KafkaLanding;
import io.tickvox.sources.kafka.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(BrokerExtension.class)
@ResourceLock(BrokerExtension.BROKER)
final class KafkaReplayTest {
    private final TestBroker broker;

    @TempDir
    private Path directory;

    KafkaReplayTest(TestBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void emptyTopics() {
        broker.reset(2);
    }

    @Test
    void everyRowOfTheStocknetSliceLands() {
        Path posts = Shared.path("data/stocknet/posts_dev_2013-12-31_2015-06-30.jsonl.gz");
        Path prices = Shared.path("data/stocknet/prices_daily.csv");
        ReplayPlan plan = new ReplayPlan(List.of(posts), List.of(prices), Set.of(), Speed.max(), directory);
        ReplayResult result;
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            result = Replays.land(plan, landing);
        }
        assertThat(result.lines()).containsEntry(Channel.POSTS, 76_626L).containsEntry(Channel.QUOTES, 108_592L);
        assertThat(result.problems()).isEmpty();
        EnvelopeCodec codec = new EnvelopeCodec();
        List<Envelope> landed = broker.records(Topics.RAW_POSTS).stream()
                .map(record -> codec.decode(record.value()))
                .toList();
        assertThat(landed.stream().filter(each -> each.contentType().equals(Envelope.JSON)))
                .hasSize(76_626);
        assertThat(landed.stream().mapToLong(each -> each.payload().length).sum())
                .isGreaterThan(258_000_000L);
    }
}
