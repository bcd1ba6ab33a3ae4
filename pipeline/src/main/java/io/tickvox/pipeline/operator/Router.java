package io.tickvox.pipeline.operator;

import io.tickvox.model.AccountChange;
import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.pipeline.io.OutputTypes;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends posts and deletions on, quotes of watched tickers to {@link #QUOTES}, and the rest each to a side. */
public final class Router extends ProcessFunction<Normalised, Normalised> {
    public static final OutputTag<Quote> QUOTES = new OutputTag<>("quotes", OutputTypes.QUOTE);
    public static final OutputTag<Rejection> REJECTIONS = new OutputTag<>("rejections", OutputTypes.REJECTION);

    public static final OutputTag<AccountChange> ACCOUNTS = new OutputTag<>("accounts", OutputTypes.ACCOUNT_CHANGE);

    private static final long serialVersionUID = 1;

    private final Watchlist watchlist;
    private transient Counter rejected;

    public Router(Watchlist watchlist) {
        this.watchlist = watchlist;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
    }

    @Override
    public void processElement(Normalised record, Context context, Collector<Normalised> out) {
        if (record instanceof Post || record instanceof Deletion) {
            out.collect(record);
        } else if (record instanceof Quote quote) {
            if (watchlist.test(quote.symbol())) {
                context.output(QUOTES, quote);
            }
        } else if (record instanceof Rejection rejection) {
            rejected.inc();
            context.output(REJECTIONS, rejection);
        } else if (record instanceof AccountChange change) {
            context.output(ACCOUNTS, change);
        }
    }
}
