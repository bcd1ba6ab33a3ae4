-- Texts that the scorer cannot judge, such as those in other languages, are labelled so instead of neutral.
alter table mention drop constraint mention_label_check;
alter table mention add constraint mention_label_check
    check (label in ('positive', 'neutral', 'negative', 'mixed', 'unscored'));
comment on column mention.label is 'The direction as a word: positive, neutral, negative or mixed; unscored if not judged';
