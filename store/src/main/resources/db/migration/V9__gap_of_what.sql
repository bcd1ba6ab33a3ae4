alter table coverage_gap add column missing text;
update coverage_gap set missing = case
    when source = 'x-compliance' then 'deletions'
    when source in ('yahoo', 'yahoo-stream', 'coinbase', 'finnhub') then 'prices'
    when source in ('bluesky', 'stocktwits', 'x', 'reddit') then 'posts'
    else 'posts_and_prices' end;
alter table coverage_gap alter column missing set not null;
alter table coverage_gap add check (missing in ('posts', 'prices', 'posts_and_prices', 'deletions'));
comment on column coverage_gap.missing is 'What the source would have brought: posts, prices, posts_and_prices, or deletions, without which no post is missing';
