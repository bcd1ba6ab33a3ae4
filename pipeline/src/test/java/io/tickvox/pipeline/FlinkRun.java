package io.tickvox.pipeline;

import io.tickvox.model.Normalised;
import io.tickvox.model.PriceBar;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.io.EventTime;
import io.tickvox.pipeline.io.NormalisedSerializer;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.operator.AnalyzerFactory;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.PostChange;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job on a MiniCluster over records in memory and collects the tables it leaves. */
final class FlinkRun {
    static final Duration SPAN = Duration.ofHours(48);
    static final ConcurrentHashMap<String, Tables> RESULTS = new ConcurrentHashMap<>();

    private FlinkRun() {}

    /** @param failures how often the job is made to fail on its way, at evenly spread records */
    static Tables tables(
            List<? extends Normalised> posts, List<? extends Normalised> quotes, int parallelism, int failures)
            throws Exception {
        return tables(posts, quotes, parallelism, failures, Watchlist.ALL, TestAnalyzer::new);
    }

    /** As {@link #tables(List, List, int, int)}, with a linker and scorer, and the tickers to keep. */
    static Tables tables(
            List<? extends Normalised> posts,
            List<? extends Normalised> quotes,
            int parallelism,
            int failures,
            Watchlist watchlist,
            AnalyzerFactory analyzers)
            throws Exception {
        String id = UUID.randomUUID().toString();
        RESULTS.put(id, Tables.empty());
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.getConfig().enableObjectReuse();
        env.getConfig().setAutoWatermarkInterval(5);
        PipelineSettings settings = PipelineSettings.of("unused", new DatabaseAddress("unused", "", ""), analyzers)
                .withWatchlist(watchlist)
                .withFlushInterval(Duration.ofMillis(5));
        Crash crash = new Crash(id, posts.size(), failures);
        DataStream<Normalised> failing = source(env, posts).map(crash::pass).returns(type());
        PipelineGraph graph = PipelineGraph.of(
                failing.assignTimestampsAndWatermarks(EventTime.strategy(Duration.ofMinutes(1))),
                source(env, quotes).assignTimestampsAndWatermarks(EventTime.strategy(Duration.ofMinutes(1))),
                settings);
        graph.changes().sinkTo(new Collecting<PostChange>(id, FlinkRun::apply));
        graph.sentimentBars().sinkTo(new Collecting<SentimentBar>(id, Tables::write));
        graph.priceBars().sinkTo(new Collecting<PriceBar>(id, Tables::write));
        env.execute();
        return RESULTS.remove(id);
    }

    private static DataStream<Normalised> source(StreamExecutionEnvironment env, List<? extends Normalised> records) {
        List<Normalised> all = List.copyOf(records);
        if (all.isEmpty()) {
            all = List.of(new io.tickvox.model.Heartbeat("none", java.time.Instant.EPOCH));
        }
        return env.fromData(all, type()).assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks());
    }

    static RecordType<Normalised> type() {
        return new RecordType<>(Normalised.class, new NormalisedSerializer());
    }

    static void apply(Tables tables, PostChange change) {
        if (change instanceof PostChange.Written written) {
            tables.write(written.post(), written.revision(), written.mentions());
        } else if (change instanceof PostChange.CopyMarked marked) {
            tables.mark(marked.source(), marked.postId(), marked.content(), marked.copyOf());
        } else if (change instanceof PostChange.ObservedEarlier earlier) {
            observe(tables, earlier);
        } else if (change instanceof PostChange.Removed removed) {
            tables.remove(removed.source(), removed.postId());
        }
    }

    private static void observe(Tables tables, PostChange.ObservedEarlier earlier) {
        String key = earlier.source() + "/" + earlier.postId();
        tables.posts().computeIfPresent(key, (name, post) -> post.toBuilder()
                .observedAt(earlier.observedAt())
                .build());
        tables.mentions()
                .replaceAll((name, mention) -> name.startsWith(key + "/")
                        ? new io.tickvox.model.Mention(
                                mention.source(),
                                mention.postId(),
                                mention.symbol(),
                                mention.createdAt(),
                                earlier.observedAt(),
                                mention.link(),
                                mention.linkConfidence(),
                                mention.linkReason(),
                                mention.score(),
                                mention.pPositive(),
                                mention.pNeutral(),
                                mention.pNegative(),
                                mention.noise(),
                                mention.label(),
                                mention.authorLabel(),
                                mention.weight(),
                                mention.model())
                        : mention);
    }

    /** Applies a value to the tables. */
    interface Apply<T> extends Serializable {
        void to(Tables tables, T value);
    }

    static final class Collecting<T> implements Sink<T> {
        private static final long serialVersionUID = 1;
        private final String id;
        private final Apply<T> apply;

        Collecting(String id, Apply<T> apply) {
            this.id = id;
            this.apply = apply;
        }

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
            Tables tables = RESULTS.get(id);
            return new SinkWriter<>() {
                @Override
                public void write(T value, Context ignored) {
                    synchronized (tables) {
                        apply.to(tables, value);
                    }
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    /** Fails the job the first time that each of some evenly spread records passes. */
    static final class Crash implements Serializable {
        private static final long serialVersionUID = 1;
        private static final ConcurrentHashMap<String, java.util.concurrent.atomic.AtomicInteger> PASSED =
                new ConcurrentHashMap<>();
        private final String id;
        private final int every;
        private final int failures;

        Crash(String id, int records, int failures) {
            this.id = id;
            this.failures = failures;
            this.every = failures == 0 ? 0 : Math.max(1, records / (failures + 1));
        }

        Normalised pass(Normalised record) {
            int n = PASSED.computeIfAbsent(id, key -> new java.util.concurrent.atomic.AtomicInteger())
                    .incrementAndGet();
            if (every > 0 && n % every == 0 && n / every <= failures) {
                throw new IllegalStateException("The test makes the job fail");
            }
            return record;
        }
    }
}
