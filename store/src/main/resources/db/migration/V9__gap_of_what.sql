alter table coverage_gap add column missing text;
update coverage_gap set missing = case
    when source = 'x-compliance' then 'deletions'
    when source in ('yahoo', 'yahoo-stream', 'finnhub') then 'prices'
    when source = 'coinbase' then 'pair_prices'
    when source in ('bluesky', 'stocktwits', 'x', 'reddit') then 'posts'
    else 'posts_and_prices' end;
alter table coverage_gap alter column missing set not null;
alter table coverage_gap add check (missing in ('posts', 'prices', 'pair_prices', 'posts_and_prices', 'deletions'));
comment on column coverage_gap.missing is 'What the source would have brought: posts, prices, pair_prices (of pairs such as BTC-USD alone), posts_and_prices, or deletions, without which no post is missing';
