create table source_memory (
    source     text not null,
    key        text not null,
    value      text not null,
    updated_at timestamptz(3) not null,
    primary key (source, key)
);
comment on table source_memory is 'What each live source must know after a restart';
comment on column source_memory.source is 'The network or feed';
comment on column source_memory.key is 'position, landed, skipped, or budget. and a name';
comment on column source_memory.value is 'A position in JSON, a count, or the seconds of the calls within the budget''s window';
comment on column source_memory.updated_at is 'When the row last changed';
