-- What was not judged has no direction; a 0 there would count as neutral in every mean.
alter table mention
    alter column score drop not null,
    alter column p_positive drop not null,
    alter column p_neutral drop not null,
    alter column p_negative drop not null;
update mention set score = null, p_positive = null, p_neutral = null, p_negative = null where label = 'unscored';
alter table mention add constraint mention_unscored_check check ((label = 'unscored') = (score is null));
comment on column mention.score is 'Direction toward the ticker, -1 (bearish) .. 1 (bullish); null if unscored';
comment on column mention.p_positive is 'Probability that the post is positive on the ticker, 0..1; null if unscored';
comment on column mention.p_neutral is 'Probability that it is neutral, 0..1; null if unscored';
comment on column mention.p_negative is 'Probability that it is negative, 0..1; null if unscored';
