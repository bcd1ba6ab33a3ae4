-- Two halves, not a full join: a condition on symbol, interval or start then reaches the index of either table. The
-- forward returns are look-ups by key of their own, so that a query that does not ask for them does not pay for them.
create view market_bar as
select
    p.symbol,
    p.interval,
    p.start,
    p.open,
    p.high,
    p.low,
    p.close,
    p.volume,
    p.trades,
    p.vwap,
    p.source as price_source,
    coalesce(s.posts, 0) as posts,
    coalesce(s.originals, 0) as originals,
    coalesce(s.noise, 0) as noise,
    coalesce(s.authors, 0) as authors,
    coalesce(s.positive, 0) as positive,
    coalesce(s.neutral, 0) as neutral,
    coalesce(s.negative, 0) as negative,
    coalesce(s.mixed, 0) as mixed,
    s.score_mean,
    s.score_stddev,
    s.score_weighted,
    coalesce(s.author_bullish, 0) as author_bullish,
    coalesce(s.author_bearish, 0) as author_bearish,
    coalesce(s.by_source, '{}') as by_source,
    p.close / p.open - 1 as return,
    (select n.close / p.close - 1
     from price_bar n
     where n.symbol = p.symbol and n.interval = p.interval
       and n.start > p.start
       and n.start <= p.start + case p.interval
           when '1m' then interval '1 minute'
           when '15m' then interval '15 minutes'
           when '1h' then interval '1 hour'
           else interval '7 days' end
     order by n.start limit 1) as forward_return_1,
    case when p.interval <> '1d' then
        (select n.close / p.close - 1
         from price_bar n
         where n.symbol = p.symbol and n.interval = p.interval
           and n.start >= p.start + interval '1 hour'
           and n.start <= p.start + interval '75 minutes'
         order by n.start limit 1)
    end as forward_return_1h,
    case when p.interval = '1d' then
        (select n.close / p.close - 1
         from price_bar n
         where n.symbol = p.symbol and n.interval = p.interval
           and n.start > p.start
           and n.start <= p.start + interval '7 days'
         order by n.start limit 1)
    else
        (select (select n.close / p.close - 1
                 from price_bar n
                 where n.symbol = p.symbol and n.interval = p.interval
                   and n.start >= same_time.at
                   and n.start <= same_time.at + interval '1 hour'
                 order by n.start limit 1)
         from (select (date_trunc('day', first.start at time zone 'America/New_York')
                       + (p.start at time zone 'America/New_York')::time) at time zone 'America/New_York' as at
               from price_bar first
               where first.symbol = p.symbol and first.interval = p.interval
                 and first.start >= (date_trunc('day', p.start at time zone 'America/New_York')
                                     + interval '1 day') at time zone 'America/New_York'
                 and first.start <= p.start + interval '7 days'
               order by first.start limit 1) same_time)
    end as forward_return_1d,
    p.complete and coalesce(s.complete, true) as complete,
    greatest(p.updated_at, s.updated_at) as updated_at
from price_bar p
left join sentiment_bar s on s.symbol = p.symbol and s.interval = p.interval and s.start = p.start
union all
select
    s.symbol,
    s.interval,
    s.start,
    null, null, null, null, null, null, null, null,
    s.posts,
    s.originals,
    s.noise,
    s.authors,
    s.positive,
    s.neutral,
    s.negative,
    s.mixed,
    s.score_mean,
    s.score_stddev,
    s.score_weighted,
    s.author_bullish,
    s.author_bearish,
    s.by_source,
    null, null, null, null,
    s.complete,
    s.updated_at
from sentiment_bar s
where not exists (
    select from price_bar p where p.symbol = s.symbol and p.interval = s.interval and p.start = s.start);

comment on view market_bar is 'Price and sentiment of one ticker in one interval side by side; a row for each interval that has either. The return columns are null without a price. Forward returns use prices after the bar: they are outcomes to test against, not to be known at its end, and they stand as the data stand, following a later bar that is still open';
comment on column market_bar.symbol is 'The ticker';
comment on column market_bar.interval is 'Length: 1m, 15m, 1h or 1d';
comment on column market_bar.start is 'Start of the interval; for 1d midnight of the session''s date in New York';
comment on column market_bar.open is 'First price; null without prices, as are the seven columns after it';
comment on column market_bar.high is 'Highest price';
comment on column market_bar.low is 'Lowest price';
comment on column market_bar.close is 'Last price';
comment on column market_bar.volume is 'Units traded; null if the source does not say';
comment on column market_bar.trades is 'Trades counted; null if the source does not say';
comment on column market_bar.vwap is 'Mean price weighted by volume; null without trades and volume';
comment on column market_bar.price_source is 'The feed that the prices come from';
comment on column market_bar.posts is 'Distinct posts; 0 if there are none, as in the counts after it';
comment on column market_bar.originals is 'Of these, neither reposts nor near-copies';
comment on column market_bar.noise is 'Of posts, promotion and spam';
comment on column market_bar.authors is 'Distinct authors of posts';
comment on column market_bar.positive is 'Originals that are not noise and are positive';
comment on column market_bar.neutral is 'Originals that are not noise and are neutral';
comment on column market_bar.negative is 'Originals that are not noise and are negative';
comment on column market_bar.mixed is 'Originals that are not noise and hold both views';
comment on column market_bar.score_mean is 'Mean score over originals that are not noise; null if there is none';
comment on column market_bar.score_stddev is 'Standard deviation of the same over the population; null if there is none';
comment on column market_bar.score_weighted is 'Mean of the same weighted by the mentions'' weights; null if there is none';
comment on column market_bar.author_bullish is 'Originals that are not noise and that their author tagged bullish';
comment on column market_bar.author_bearish is 'Originals that are not noise and that their author tagged bearish';
comment on column market_bar.by_source is 'Posts by source, as an object';
comment on column market_bar.return is 'close / open - 1: known at the bar''s end';
comment on column market_bar.forward_return_1 is 'Close of the next bar / close - 1: of the bar that starts one interval later, for 1d of the next session within 7 days; null if there is none';
comment on column market_bar.forward_return_1h is 'Close of the first bar of the same length that starts 60 to 75 minutes later / close - 1; null if there is none, and for 1d';
comment on column market_bar.forward_return_1d is 'Close of the first bar of the same length that starts at the same New York time, or up to an hour after it, on the next date with a bar, within 7 days / close - 1; for 1d the close of the next session within 7 days; null if there is none';
comment on column market_bar.complete is 'Whether event time has passed the interval''s end for all that the row holds';
comment on column market_bar.updated_at is 'When the row last changed';
