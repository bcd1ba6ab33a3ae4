package io.tickvox.pipeline.operator;

import io.tickvox.model.Interval;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.pipeline.core.BarKey;
import io.tickvox.pipeline.core.PriceCell;
import io.tickvox.pipeline.core.PriceFold;
import io.tickvox.pipeline.core.PriceSummary;
import io.tickvox.pipeline.io.OutputTypes;
import io.tickvox.pipeline.io.StateSerializers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes price bars of trades, snapshots and bars that feeds report, and longer bars of shorter ones. A tick older than the
 * retention goes to {@link #TOO_LATE}; a reported bar of that age is passed on as it is, since nothing need be merged.
 */
public final class PriceBars extends BarsOperator<Quote, PriceCell, PriceBar> {
    public static final OutputTag<Rejection> TOO_LATE = new OutputTag<>("too-late", OutputTypes.REJECTION);

    private static final long serialVersionUID = 1;

    private transient PriceFold fold;
    private transient Counter quotes;
    private transient Counter late;

    /** @param retention how long after a session's close its bars are still corrected from state */
    public PriceBars(Duration retention, Duration flushInterval) {
        super(retention, flushInterval, new StateSerializers.OfPriceCell());
    }

    @Override
    public void open() throws Exception {
        super.open();
        fold = new PriceFold(calendar);
        quotes = getMetricGroup().counter("quotes");
        late = getMetricGroup().counter("late_quotes");
    }

    @Override
    public void processElement(StreamRecord<Quote> element) throws Exception {
        Quote quote = element.getValue();
        quotes.inc();
        Interval interval = Objects.requireNonNullElse(quote.interval(), Interval.M1);
        long start = interval.startOf(quote.at().toEpochMilli(), calendar);
        if (interval == Interval.D1) {
            start = quote.at().toEpochMilli();
        }
        if (isForgotten(interval, start)) {
            late.inc();
            passLate(quote, interval, start);
            return;
        }
        update(interval, start, quote);
        if (interval == Interval.M1) {
            refold(Interval.M15, start);
        }
        if (interval == Interval.M1 || interval == Interval.M15) {
            refold(Interval.H1, start);
            refold(Interval.D1, start);
        }
    }

    private void update(Interval interval, long start, Quote quote) throws Exception {
        long key = BarKey.of(interval, start);
        PriceCell known = cell(key);
        put(key, (known == null ? PriceCell.EMPTY : known).with(quote), known == null);
    }

    private void refold(Interval interval, long at) throws Exception {
        long start = interval.startOf(at, calendar);
        long key = BarKey.of(interval, start);
        PriceSummary summary = fold.fold(interval, start, this::cell);
        PriceCell known = cell(key);
        if (summary != null || known != null) {
            put(key, (known == null ? PriceCell.EMPTY : known).withFolded(summary), known == null);
        }
    }

    private void passLate(Quote quote, Interval interval, long start) {
        if (quote.kind() != Quote.Kind.BAR) {
            output.collect(TOO_LATE, new StreamRecord<>(rejection(quote)));
            return;
        }
        Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
        PriceBar bar = PriceCell.EMPTY
                .with(quote)
                .asComplete()
                .bar(quote.symbol(), interval, Instant.ofEpochMilli(start), now);
        if (bar != null) {
            output.collect(new StreamRecord<>(bar));
        }
    }

    /** Placed by what the tick says, so that it is one rejection however often it comes. */
    private static Rejection rejection(Quote quote) {
        String kind = quote.kind().name().toLowerCase(Locale.ROOT);
        String place = "quote:" + quote.symbol() + ":" + kind + ":" + quote.at().toEpochMilli() + ":" + quote.ordinal();
        return new Rejection(
                quote.source(),
                place,
                quote.observedAt(),
                Rejection.Reason.TOO_LATE,
                "Cannot count a " + kind + " of " + quote.symbol() + " at " + quote.at()
                        + ": bars of that age are no longer corrected by ticks",
                (quote.symbol() + "," + kind + "," + quote.at() + "," + quote.close() + "," + quote.volume())
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    boolean isComplete(PriceCell cell) {
        return cell.complete();
    }

    @Override
    PriceCell complete(PriceCell cell) {
        return cell.asComplete();
    }

    @Override
    boolean isEmpty(PriceCell cell) {
        return cell.summary() == null;
    }

    @Override
    @Nullable
    PriceBar bar(String symbol, Interval interval, Instant start, PriceCell cell, Instant updatedAt) {
        return cell.bar(symbol, interval, start, updatedAt);
    }
}
