package io.tickvox.pipeline;

import io.tickvox.model.Normalised;
import io.tickvox.model.PriceBar;
import io.tickvox.model.PriceBarCodec;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.ScoredMentionCodec;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.SentimentBarCodec;
import io.tickvox.model.Topics;
import io.tickvox.pipeline.io.AvroTopic;
import io.tickvox.pipeline.io.EnvelopeReader;
import io.tickvox.pipeline.io.EventTime;
import io.tickvox.pipeline.io.OutputTypes;
import io.tickvox.pipeline.io.TableSink;
import io.tickvox.pipeline.operator.Published;
import io.tickvox.store.AccountChangeWriter;
import io.tickvox.store.JobBarWriter;
import io.tickvox.store.PostChangeWriter;
import io.tickvox.store.PriceBarWriter;
import io.tickvox.store.RecomputeWriter;
import io.tickvox.store.RejectionWriter;
import io.tickvox.store.TableWriter;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The job: from the topics of landed envelopes to PostgreSQL and to the topics that others read. */
public final class PipelineJob {
    /** Name under which the job runs. */
    public static final String NAME = "tickvox";

    private PipelineJob() {}

    /** Adds the job to {@code env}, whose configuration decides on state, checkpoints and restarts. */
    public static void define(StreamExecutionEnvironment env, PipelineSettings settings) {
        env.getConfig().enableObjectReuse();
        env.setBufferTimeout(20);
        PipelineGraph graph = PipelineGraph.of(
                source(env, Topics.RAW_POSTS, "posts", settings),
                source(env, Topics.RAW_QUOTES, "quotes", settings),
                settings);
        DataStream<ScoredMention> mentions = graph.changes()
                .flatMap(new Published())
                .returns(OutputTypes.SCORED_MENTION)
                .name("publish")
                .uid("publish");
        table(graph.changes(), new PostChangeWriter(), settings);
        table(graph.sentimentBars(), new JobBarWriter(), settings);
        table(graph.priceBars(), new PriceBarWriter(), settings);
        table(graph.rejections(), new RejectionWriter(), settings);
        table(graph.stale(), new RecomputeWriter(), settings);
        table(graph.accounts(), new AccountChangeWriter(), settings);

        topic(
                mentions,
                Topics.MENTIONS,
                ScoredMentionCodec::new,
                mention -> mention.mention().symbol(),
                settings);
        topic(graph.sentimentBars(), Topics.SENTIMENT_BARS, SentimentBarCodec::new, SentimentBar::symbol, settings);
        topic(graph.priceBars(), Topics.PRICE_BARS, PriceBarCodec::new, PriceBar::symbol, settings);
    }

    private static DataStream<Normalised> source(
            StreamExecutionEnvironment env, String topic, String name, PipelineSettings settings) {
        KafkaSource<Normalised> source = KafkaSource.<Normalised>builder()
                .setBootstrapServers(settings.kafkaBootstrapServers())
                .setTopics(topic)
                .setGroupId(settings.groupId() + "-" + name)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new EnvelopeReader())
                .setProperty("commit.offsets.on.checkpoint", "true")
                .setProperty("partition.discovery.interval.ms", "60000")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
                .build();
        return env.fromSource(source, EventTime.strategy(settings.idleness()), name)
                .uid("source-" + name);
    }

    private static <T> void table(DataStream<T> rows, TableWriter<T> table, PipelineSettings settings) {
        String name = "table-" + table.table();
        rows.sinkTo(new TableSink<>(settings.database(), table, settings.batchRows(), settings.batchDelay()))
                .name(name)
                .uid(name);
    }

    private static <T> void topic(
            DataStream<T> records,
            String topic,
            AvroTopic.CodecFactory<T> codec,
            AvroTopic.KeyFunction<T> key,
            PipelineSettings settings) {
        records.sinkTo(AvroTopic.sink(settings.kafkaBootstrapServers(), topic, codec, key))
                .name("topic-" + topic)
                .uid("topic-" + topic);
    }
}
