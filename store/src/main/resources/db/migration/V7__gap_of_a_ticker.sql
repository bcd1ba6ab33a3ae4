alter table coverage_gap add column symbol text not null default '';
alter table coverage_gap drop constraint coverage_gap_pkey;
alter table coverage_gap add primary key (source, start, symbol);
comment on column coverage_gap.symbol is 'The only ticker of which the source could not see; empty if it could see of none';
