-- Times are UTC instants of millisecond precision. Scores, probabilities and weights are double precision and hold the
-- number nearest to a multiple of 0.0001: it prints with four places, and every client reads it without a cast.
-- No foreign keys: each table is written by a writer of its own, in any order.

create table instance (
    key   text primary key,
    value text not null
);
comment on table instance is 'What this database is: facts about it as a whole';
comment on column instance.key is 'Name of the fact, for example simulated';
comment on column instance.value is 'Its value, for example true';

create table listing (
    symbol   text primary key,
    name     text not null,
    exchange text not null,
    sector   text
);
comment on table listing is 'The securities that posts are linked to';
comment on column listing.symbol is 'Ticker, upper case, share classes after a dot';
comment on column listing.name is 'Name of the company or fund as people write it';
comment on column listing.exchange is 'Where it is listed, for example NASDAQ or NYSE';
comment on column listing.sector is 'Sector; null if unknown';

create table post (
    source           text not null,
    post_id          text not null,
    author_id        text,
    author_name      text,
    author_followers bigint check (author_followers >= 0),
    created_at       timestamptz(3) not null,
    observed_at      timestamptz(3) not null,
    text             text not null,
    lang             text,
    url              text,
    kind             text not null check (kind in ('original', 'reply', 'repost', 'quote')),
    parent_id        text,
    copy_of          text,
    likes            bigint,
    reposts          bigint,
    replies          bigint,
    quotes           bigint,
    views            bigint,
    version          bigint not null default 0,
    revised_at       bigint not null default 0,
    content          bigint not null default 0,
    fingerprint      bigint,
    primary key (source, post_id)
);
create index post_created_at on post using brin (created_at);
create index post_fingerprint on post (fingerprint, created_at) where fingerprint <> 0;
comment on table post is 'Every distinct post that mentions or may mention a ticker, in one form for all sources';
comment on column post.source is 'The network, for example x';
comment on column post.post_id is 'The network''s id of the post';
comment on column post.author_id is 'The network''s id of the author; null if not given';
comment on column post.author_name is 'The author''s handle without @; null if not given';
comment on column post.author_followers is 'The author''s followers when the post was observed; null if not given';
comment on column post.created_at is 'When it was written, as its source says';
comment on column post.observed_at is 'When Tickvox first saw it';
comment on column post.text is 'The full text, HTML entities decoded';
comment on column post.lang is 'BCP-47 language by the source; null if not given';
comment on column post.url is 'Its address for people; null if unknown';
comment on column post.kind is 'How it came to be: original, reply, repost or quote';
comment on column post.parent_id is 'Id of the post on the same source that it answers, passes on or quotes; null if none';
comment on column post.copy_of is 'Id of the original whose text it repeats, as source:post_id if on another source; null if it is no copy';
comment on column post.likes is 'The most likes seen; null if not given';
comment on column post.reposts is 'The most reposts seen; null if not given';
comment on column post.replies is 'The most replies seen; null if not given';
comment on column post.quotes is 'The most quotes seen; null if not given';
comment on column post.views is 'The most views seen; null if not given';
comment on column post.version is 'Orders the versions of an edited post: milliseconds of the edit since 1970, 0 if never edited';
comment on column post.revised_at is 'When the revision that stands here was seen, in milliseconds since 1970';
comment on column post.content is 'Hash of the revision that stands here; with version and revised_at it orders revisions';
comment on column post.fingerprint is 'Equal for texts that count as copies of each other; 0 or null if the text is too short to tell';

create table post_tombstone (
    source     text not null,
    post_id    text not null,
    deleted_at timestamptz(3) not null,
    primary key (source, post_id)
);
comment on table post_tombstone is 'Posts taken back by their author or network; they never come back';
comment on column post_tombstone.source is 'The network, for example x';
comment on column post_tombstone.post_id is 'The network''s id of the post';
comment on column post_tombstone.deleted_at is 'When it was deleted, as the source says';

create table mention (
    source          text not null,
    post_id         text not null,
    symbol          text not null,
    created_at      timestamptz(3) not null,
    observed_at     timestamptz(3) not null,
    link            text not null check (link in ('cashtag', 'name', 'symbol', 'context')),
    link_confidence double precision not null check (link_confidence between 0 and 1),
    link_reason     text not null,
    score           double precision not null check (score between -1 and 1),
    p_positive      double precision not null check (p_positive between 0 and 1),
    p_neutral       double precision not null check (p_neutral between 0 and 1),
    p_negative      double precision not null check (p_negative between 0 and 1),
    noise           double precision not null check (noise between 0 and 1),
    label           text not null check (label in ('positive', 'neutral', 'negative', 'mixed')),
    author_label    text check (author_label in ('bullish', 'bearish')),
    weight          double precision not null check (weight >= 0),
    model           text not null,
    primary key (source, post_id, symbol)
);
create index mention_symbol_created_at on mention (symbol, created_at, source, post_id);
comment on table mention is 'That a post speaks of a ticker, why we think so, and what it says of it';
comment on column mention.source is 'The post''s network';
comment on column mention.post_id is 'The post''s id';
comment on column mention.symbol is 'The ticker';
comment on column mention.created_at is 'When the post was written';
comment on column mention.observed_at is 'When Tickvox first saw the post';
comment on column mention.link is 'What links the post to the ticker: cashtag, name, symbol or context';
comment on column mention.link_confidence is 'How sure the link is, 0..1';
comment on column mention.link_reason is 'The link''s reason, for people';
comment on column mention.score is 'Direction toward the ticker, -1 (bearish) .. 1 (bullish)';
comment on column mention.p_positive is 'Probability that the post is positive on the ticker, 0..1';
comment on column mention.p_neutral is 'Probability that it is neutral, 0..1';
comment on column mention.p_negative is 'Probability that it is negative, 0..1';
comment on column mention.noise is 'Probability that it is promotion or spam, 0..1; from 0.5 on it counts as noise';
comment on column mention.label is 'The direction as a word: positive, neutral, negative or mixed';
comment on column mention.author_label is 'The author''s own tag: bullish or bearish; null if none';
comment on column mention.weight is 'What it counts in weighted means, at least 0';
comment on column mention.model is 'Name and version of the scorer';

create table sentiment_bar (
    symbol         text not null,
    interval       text not null check (interval in ('1m', '15m', '1h', '1d')),
    start          timestamptz(3) not null,
    posts          integer not null check (posts >= 0),
    originals      integer not null check (originals between 0 and posts),
    noise          integer not null check (noise between 0 and posts),
    authors        integer not null check (authors between 0 and posts),
    positive       integer not null check (positive >= 0),
    neutral        integer not null check (neutral >= 0),
    negative       integer not null check (negative >= 0),
    mixed          integer not null check (mixed >= 0),
    score_mean     double precision check (score_mean between -1 and 1),
    score_stddev   double precision check (score_stddev >= 0),
    score_weighted double precision check (score_weighted between -1 and 1),
    author_bullish integer not null check (author_bullish >= 0),
    author_bearish integer not null check (author_bearish >= 0),
    by_source      jsonb not null,
    complete       boolean not null,
    updated_at     timestamptz(3) not null,
    primary key (symbol, interval, start),
    constraint sentiment_bar_scored check (positive + neutral + negative + mixed <= originals),
    constraint sentiment_bar_score_from_posts
        check (score_mean is null or positive + neutral + negative + mixed > 0)
) with (fillfactor = 80);
create index sentiment_bar_start on sentiment_bar (interval, start);
comment on table sentiment_bar is 'What was said of one ticker in one interval; a function of the distinct mentions in it';
comment on column sentiment_bar.symbol is 'The ticker';
comment on column sentiment_bar.interval is 'Length: 1m, 15m, 1h or 1d';
comment on column sentiment_bar.start is 'Start of the interval; for 1d midnight of the session''s date in New York';
comment on column sentiment_bar.posts is 'Distinct posts';
comment on column sentiment_bar.originals is 'Of these, neither reposts nor near-copies';
comment on column sentiment_bar.noise is 'Of posts, promotion and spam';
comment on column sentiment_bar.authors is 'Distinct authors of posts';
comment on column sentiment_bar.positive is 'Originals that are not noise and are positive';
comment on column sentiment_bar.neutral is 'Originals that are not noise and are neutral';
comment on column sentiment_bar.negative is 'Originals that are not noise and are negative';
comment on column sentiment_bar.mixed is 'Originals that are not noise and hold both views';
comment on column sentiment_bar.score_mean is 'Mean score over originals that are not noise; null if there is none';
comment on column sentiment_bar.score_stddev is 'Standard deviation of the same over the population; null if there is none';
comment on column sentiment_bar.score_weighted is 'Mean of the same weighted by the mentions'' weights; null if there is none';
comment on column sentiment_bar.author_bullish is 'Originals that are not noise and that their author tagged bullish';
comment on column sentiment_bar.author_bearish is 'Originals that are not noise and that their author tagged bearish';
comment on column sentiment_bar.by_source is 'Posts by source, as an object';
comment on column sentiment_bar.complete is 'Whether event time has passed the interval''s end; late posts still correct the bar';
comment on column sentiment_bar.updated_at is 'When the row last changed';

create table price_bar (
    symbol     text not null,
    interval   text not null check (interval in ('1m', '15m', '1h', '1d')),
    start      timestamptz(3) not null,
    open       double precision not null,
    high       double precision not null,
    low        double precision not null check (low > 0),
    close      double precision not null,
    volume     double precision check (volume >= 0),
    trades     bigint check (trades >= 0),
    vwap       double precision check (vwap > 0),
    source     text not null,
    complete   boolean not null,
    updated_at timestamptz(3) not null,
    primary key (symbol, interval, start),
    constraint price_bar_range check (low <= open and low <= close and open <= high and close <= high)
) with (fillfactor = 80);
create index price_bar_start on price_bar (interval, start);
comment on table price_bar is 'What one ticker traded at in one interval';
comment on column price_bar.symbol is 'The ticker';
comment on column price_bar.interval is 'Length: 1m, 15m, 1h or 1d';
comment on column price_bar.start is 'Start of the interval; for 1d midnight of the session''s date in New York';
comment on column price_bar.open is 'First price';
comment on column price_bar.high is 'Highest price';
comment on column price_bar.low is 'Lowest price';
comment on column price_bar.close is 'Last price';
comment on column price_bar.volume is 'Units traded; null if the source does not say';
comment on column price_bar.trades is 'Trades counted; null if the source does not say';
comment on column price_bar.vwap is 'Mean price weighted by volume; null without trades and volume';
comment on column price_bar.source is 'The feed that the bar comes from';
comment on column price_bar.complete is 'Whether event time has passed the interval''s end';
comment on column price_bar.updated_at is 'When the row last changed';

create table factor (
    symbol       text not null,
    at           timestamptz(3) not null,
    s            double precision,
    s_mean       double precision,
    s_volatility double precision check (s_volatility >= 0),
    s_score      double precision,
    s_delta      double precision,
    volume       double precision check (volume >= 0),
    volume_score double precision,
    buzz         double precision,
    dispersion   double precision check (dispersion between 0 and 1),
    primary key (symbol, at)
);
create index factor_at on factor (at);
comment on table factor is 'Sentiment factors of a ticker at a time; a factor without enough history is null';
comment on column factor.symbol is 'The ticker';
comment on column factor.at is 'As of when';
comment on column factor.s is 'Exponentially weighted sum of mention scores over 24 h, half-life 16 h';
comment on column factor.s_mean is 'Mean of s over 20 days';
comment on column factor.s_volatility is 'Standard deviation of s over 20 days';
comment on column factor.s_score is '(s - s_mean) / s_volatility';
comment on column factor.s_delta is 'Change of s_score over 15 minutes';
comment on column factor.volume is 'Mentions in 24 h';
comment on column factor.volume_score is 'z-score of volume over 20 days';
comment on column factor.buzz is 'Volume against the watchlist''s';
comment on column factor.dispersion is 'Share of mentions that are by distinct authors, 0..1';

create table alert (
    id        text primary key,
    rule      text not null,
    symbol    text,
    at        timestamptz(3) not null,
    value     double precision,
    threshold double precision,
    evidence  jsonb not null default '{}'
);
create index alert_at on alert (at);
comment on table alert is 'That a rule''s condition came true';
comment on column alert.id is 'Made of rule, symbol and time, so that the same alert is one row however often it is raised';
comment on column alert.rule is 'Name of the rule';
comment on column alert.symbol is 'The ticker; null if the rule is about none';
comment on column alert.at is 'When, in event time';
comment on column alert.value is 'What was measured; null if the rule measures nothing';
comment on column alert.threshold is 'What it was measured against; null with value';
comment on column alert.evidence is 'What it rests on: bars and posts, as an object';

create table delivery (
    id         text primary key,
    alert_id   text not null,
    channel    text not null,
    state      text not null check (state in ('pending', 'delivered', 'failed')),
    attempts   integer not null default 0 check (attempts >= 0),
    message    text,
    updated_at timestamptz(3) not null
);
create index delivery_alert on delivery (alert_id);
comment on table delivery is 'An alert on its way through one channel';
comment on column delivery.id is 'Made of alert and channel';
comment on column delivery.alert_id is 'The alert''s id';
comment on column delivery.channel is 'Name of the channel';
comment on column delivery.state is 'pending, delivered or failed';
comment on column delivery.attempts is 'How often it was tried';
comment on column delivery.message is 'What the channel last answered; null before the first attempt';
comment on column delivery.updated_at is 'When the row last changed';

create table rejection (
    source      text not null,
    position    text not null,
    observed_at timestamptz(3) not null,
    reason      text not null,
    message     text not null,
    payload     bytea not null,
    primary key (source, position)
);
create index rejection_observed_at on rejection (observed_at, source, position);
comment on table rejection is 'Payloads, or parts of them, that no mapper could read';
comment on column rejection.source is 'The network or feed';
comment on column rejection.position is 'Where it landed; #n names the n-th part of a payload';
comment on column rejection.observed_at is 'When Tickvox received it';
comment on column rejection.reason is 'Why, as a code that can be counted';
comment on column rejection.message is 'Why, for people: what was expected, what was found';
comment on column rejection.payload is 'The bytes as received';

create table run (
    id          text primary key,
    name        text not null,
    range_start timestamptz(3),
    range_end   timestamptz(3),
    started_at  timestamptz(3) not null,
    ended_at    timestamptz(3),
    state       text not null check (state in ('running', 'succeeded', 'failed', 'cancelled')),
    row_count   bigint check (row_count >= 0),
    message     text
);
create index run_started_at on run (started_at);
comment on table run is 'A piece of work as a whole: what ran, over which range, how it ended';
comment on column run.id is 'Made of name, range and start';
comment on column run.name is 'What ran, for example replay';
comment on column run.range_start is 'Start of the data''s range; null if it has none';
comment on column run.range_end is 'End of the range, exclusive; null if it has none';
comment on column run.started_at is 'When it started';
comment on column run.ended_at is 'When it ended; null while it runs';
comment on column run.state is 'running, succeeded, failed or cancelled';
comment on column run.row_count is 'Rows it wrote; null while unknown';
comment on column run.message is 'How it ended, for people; null while it runs';

create table task (
    id         text primary key,
    run_id     text not null,
    name       text not null,
    started_at timestamptz(3) not null,
    ended_at   timestamptz(3),
    state      text not null check (state in ('running', 'succeeded', 'failed', 'cancelled', 'skipped')),
    row_count  bigint check (row_count >= 0),
    message    text
);
create index task_run on task (run_id);
comment on table task is 'One step of a run';
comment on column task.id is 'Made of the run''s id and the task''s name';
comment on column task.run_id is 'The run''s id';
comment on column task.name is 'What the step does';
comment on column task.started_at is 'When it started';
comment on column task.ended_at is 'When it ended; null while it runs';
comment on column task.state is 'running, succeeded, failed, cancelled or skipped';
comment on column task.row_count is 'Rows it wrote; null while unknown';
comment on column task.message is 'How it ended, for people; null while it runs';

create table quality_check (
    id         text primary key,
    run_id     text,
    name       text not null,
    checked_at timestamptz(3) not null,
    passed     boolean not null,
    value      double precision,
    threshold  double precision,
    message    text not null
);
create index quality_check_checked_at on quality_check (checked_at);
comment on table quality_check is 'A check of the data and its result';
comment on column quality_check.id is 'Made of the check''s name, its range and its run';
comment on column quality_check.run_id is 'The run that it belongs to; null if none';
comment on column quality_check.name is 'What was checked';
comment on column quality_check.checked_at is 'When';
comment on column quality_check.passed is 'Whether the data is as it should be';
comment on column quality_check.value is 'What was measured; null if nothing is';
comment on column quality_check.threshold is 'What it was measured against; null with value';
comment on column quality_check.message is 'The result, for people';

create table source_status (
    source          text primary key,
    state           text not null check (state in ('starting', 'live', 'catching_up', 'rate_limited', 'refused',
                                                   'unreachable', 'disabled', 'finished')),
    detail          text not null default '',
    landed          bigint not null default 0 check (landed >= 0),
    rejected        bigint not null default 0 check (rejected >= 0),
    rate_per_second double precision,
    last_at         timestamptz(3),
    lag_ms          bigint,
    updated_at      timestamptz(3) not null
);
comment on table source_status is 'How each source stands';
comment on column source_status.source is 'The network or feed';
comment on column source_status.state is 'starting, live, catching_up, rate_limited, refused, unreachable, disabled or finished';
comment on column source_status.detail is 'The state''s reason, for people; empty if there is nothing to say';
comment on column source_status.landed is 'Payloads landed';
comment on column source_status.rejected is 'Payloads that no mapper could read';
comment on column source_status.rate_per_second is 'Payloads landed a second, of late; null if unknown';
comment on column source_status.last_at is 'When the last payload landed; null if none has';
comment on column source_status.lag_ms is 'How far what lands is behind its own time, in milliseconds; null if unknown';
comment on column source_status.updated_at is 'When the row last changed';

create table coverage_gap (
    source     text not null,
    start      timestamptz(3) not null,
    "end"      timestamptz(3),
    reason     text not null,
    updated_at timestamptz(3) not null,
    primary key (source, start),
    check ("end" >= start)
);
create index coverage_gap_start on coverage_gap (start);
comment on table coverage_gap is 'When a source could not see';
comment on column coverage_gap.source is 'The network or feed';
comment on column coverage_gap.start is 'From when';
comment on column coverage_gap."end" is 'Until when, exclusive; null while it lasts';
comment on column coverage_gap.reason is 'Why, for people';
comment on column coverage_gap.updated_at is 'When the row last changed';

create table recompute_queue (
    symbol       text not null,
    start        timestamptz(3) not null,
    requested_at timestamptz(3) not null,
    requests     bigint not null default 1 check (requests > 0),
    primary key (symbol, start)
);
create index recompute_queue_requested_at on recompute_queue (requested_at);
comment on table recompute_queue is 'Sessions of a ticker whose bars are to be computed anew from the posts';
comment on column recompute_queue.symbol is 'The ticker';
comment on column recompute_queue.start is 'The session: midnight of its date in New York';
comment on column recompute_queue.requested_at is 'When it was first asked for';
comment on column recompute_queue.requests is 'How often it was asked for: tells whether it was asked for again meanwhile';
