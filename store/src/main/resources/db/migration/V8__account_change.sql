create table account_change (
    source    text not null,
    author_id text not null,
    gone_at   timestamptz(3),
    hidden_at timestamptz(3),
    heard_at  timestamptz(3),
    back_at   timestamptz(3),
    look_at   timestamptz(3) not null default 'epoch',
    looks     integer not null default 0 check (looks >= 0),
    primary key (source, author_id)
);
create index account_change_look_at on account_change (look_at);
comment on table account_change is 'Accounts that have gone or are back of late, until their posts are surely deleted';
comment on column account_change.source is 'The network, for example bluesky';
comment on column account_change.author_id is 'The network''s id of the account';
comment on column account_change.gone_at is 'When it was deleted or taken down last; null if it was not';
comment on column account_change.hidden_at is 'When it was last hidden, and may come back; null if it was not';
comment on column account_change.heard_at is 'When Tickvox heard that it was hidden; null if it was not';
comment on column account_change.back_at is 'When it last came back; null if it did not';
comment on column account_change.look_at is 'When to look for its posts next';
comment on column account_change.looks is 'How often its posts were looked for since it last changed';
