create table recomputed_session (
    symbol text not null,
    start  timestamptz(3) not null,
    primary key (symbol, start)
);
comment on table recomputed_session is 'Sessions of a ticker whose bars are computed from the tables, as the job''s state does not know all of their posts';
comment on column recomputed_session.symbol is 'The ticker';
comment on column recomputed_session.start is 'The session: midnight of its date in New York';
