create index mention_author_label on mention (created_at) where author_label is not null;

create function model_agreement(since timestamptz)
    returns table (model text, day date, bullish bigint, bullish_agreed bigint, bearish bigint, bearish_agreed bigint)
    language sql
    stable
as $$
select said.model,
       (said.created_at at time zone 'UTC')::date,
       count(*) filter (where said.author_label = 'bullish'),
       count(*) filter (where said.author_label = 'bullish' and said.score >= 0),
       count(*) filter (where said.author_label = 'bearish'),
       count(*) filter (where said.author_label = 'bearish' and said.score < 0)
from (select min(m.model)        as model,
             min(m.created_at)   as created_at,
             min(m.author_label) as author_label,
             avg(m.score)        as score
      from mention m
               join post p on p.source = m.source and p.post_id = m.post_id
      where m.author_label is not null
        and m.created_at >= since
        and m.label <> 'unscored'
        and p.kind <> 'repost'
        and p.copy_of is null
      group by m.source, m.post_id) said
group by 1, 2
$$;

create view model_live as
select model, day, bullish, bullish_agreed, bearish, bearish_agreed
from model_agreement('-infinity');
comment on view model_live is 'How often a model says of posts what their authors tagged them with; each original post counts once';
comment on column model_live.model is 'Name and version of the scorer';
comment on column model_live.day is 'The UTC day on which the posts were written';
comment on column model_live.bullish is 'Posts that were judged and that their authors tagged bullish';
comment on column model_live.bullish_agreed is 'Of these, those whose mean score is at least 0';
comment on column model_live.bearish is 'Posts that were judged and that their authors tagged bearish';
comment on column model_live.bearish_agreed is 'Of these, those whose mean score is below 0';
