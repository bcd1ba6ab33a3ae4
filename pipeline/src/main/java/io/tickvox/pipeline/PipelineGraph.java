package io.tickvox.pipeline;

import io.tickvox.model.AccountChange;
import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.core.PostEvent;
import io.tickvox.pipeline.io.NormalisedSerializer;
import io.tickvox.pipeline.io.OutputTypes;
import io.tickvox.pipeline.io.PostEventSerializer;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.operator.AwaitScores;
import io.tickvox.pipeline.operator.Copies;
import io.tickvox.pipeline.operator.DistinctPosts;
import io.tickvox.pipeline.operator.PriceBars;
import io.tickvox.pipeline.operator.Router;
import io.tickvox.pipeline.operator.SentimentBars;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.PostChange;
import io.tickvox.store.RecomputeRequest;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The job between its ends: what becomes of normalised records, wherever they come from and wherever the results go.
 *
 * <pre>
 * posts  → route → distinct posts, linked and scored → scores of other scorers → copies → sentiment bars
 * quotes → route → price bars
 * </pre>
 *
 * @param changes to the tables of posts and mentions
 * @param stale bars that must be recomputed from the tables
 * @param accounts what has become of accounts
 */
public record PipelineGraph(
        DataStream<PostChange> changes,
        DataStream<SentimentBar> sentimentBars,
        DataStream<PriceBar> priceBars,
        DataStream<Rejection> rejections,
        DataStream<RecomputeRequest> stale,
        DataStream<AccountChange> accounts) {
    private static final RecordType<Normalised> NORMALISED =
            new RecordType<>(Normalised.class, new NormalisedSerializer());

    /** Lays out the operators behind {@code posts} and {@code quotes}. */
    public static PipelineGraph of(
            DataStream<Normalised> posts, DataStream<Normalised> quotes, PipelineSettings settings) {
        SingleOutputStreamOperator<Normalised> postRoute = route(posts, "route-posts", settings.watchlist());
        SingleOutputStreamOperator<Normalised> quoteRoute = route(quotes, "route-quotes", settings.watchlist());

        SingleOutputStreamOperator<PostEvent> distinct = keyed(postRoute, PipelineGraph::postKey, Types.STRING)
                .transform(
                        "understand",
                        new RecordType<>(PostEvent.class, new PostEventSerializer()),
                        new DistinctPosts(settings.span(), settings.analyzers(), settings.watchlist()))
                .uid("distinct-posts");

        SingleOutputStreamOperator<PostEvent> scored = DataStreamUtils.reinterpretAsKeyedStream(
                        distinct, event -> event.source() + '/' + event.postId(), Types.STRING)
                .transform(
                        "await-scores",
                        new RecordType<>(PostEvent.class, new PostEventSerializer()),
                        new AwaitScores(
                                settings.scoring(),
                                settings.analyzers(),
                                settings.watchlist(),
                                settings.span().multipliedBy(2)))
                .uid("await-scores");

        SingleOutputStreamOperator<PostChange> copies = keyed(scored, PostEvent::group, Types.LONG)
                .transform(
                        "copies",
                        OutputTypes.POST_CHANGE,
                        new Copies(
                                settings.span(),
                                settings.span().multipliedBy(5).dividedBy(2),
                                settings.flushInterval()))
                .uid("copies");

        SingleOutputStreamOperator<SentimentBar> sentimentBars = keyed(
                        copies.getSideOutput(Copies.PARTIALS), partial -> partial.symbol(), Types.STRING)
                .transform(
                        "sentiment-bars",
                        OutputTypes.SENTIMENT_BAR,
                        new SentimentBars(settings.span().multipliedBy(3).dividedBy(2), settings.flushInterval()))
                .uid("sentiment-bars");

        SingleOutputStreamOperator<PriceBar> priceBars = keyed(
                        quoteRoute.getSideOutput(Router.QUOTES), Quote::symbol, Types.STRING)
                .transform(
                        "price-bars", OutputTypes.PRICE_BAR, new PriceBars(settings.span(), settings.flushInterval()))
                .uid("price-bars");

        return new PipelineGraph(
                copies,
                sentimentBars,
                priceBars,
                postRoute
                        .getSideOutput(Router.REJECTIONS)
                        .union(
                                quoteRoute.getSideOutput(Router.REJECTIONS),
                                priceBars.getSideOutput(PriceBars.TOO_LATE)),
                sentimentBars.getSideOutput(SentimentBars.STALE),
                postRoute.getSideOutput(Router.ACCOUNTS));
    }

    /** Where there is one instance of each operator it has all keys, so that records need not leave their task. */
    private static <T, K> KeyedStream<T, K> keyed(
            DataStream<T> records, KeySelector<T, K> key, TypeInformation<K> type) {
        return records.getExecutionEnvironment().getParallelism() == 1
                ? DataStreamUtils.reinterpretAsKeyedStream(records, key, type)
                : records.keyBy(key, type);
    }

    private static SingleOutputStreamOperator<Normalised> route(
            DataStream<Normalised> records, String name, Watchlist watchlist) {
        return records.process(new Router(watchlist))
                .returns(NORMALISED)
                .name(name)
                .uid(name);
    }

    private static String postKey(Normalised record) {
        if (record instanceof Post post) {
            return post.source() + '/' + post.postId();
        } else if (record instanceof Deletion deletion) {
            return deletion.source() + '/' + deletion.postId();
        }
        throw new IllegalArgumentException(
                "Invalid record among posts: " + record.getClass().getSimpleName());
    }
}
