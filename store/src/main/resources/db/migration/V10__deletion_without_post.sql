alter table post_tombstone add column heard_at timestamptz(3) not null default now();
-- Of the deletions of an earlier release it is not known, so they stay.
alter table post_tombstone add column had_post boolean not null default true;
create index post_tombstone_without_post on post_tombstone (heard_at) where not had_post;
comment on table post_tombstone is 'Posts taken back by their author or network: they do not come back';
comment on column post_tombstone.heard_at is 'When the row was written, upon the first word of the deletion';
comment on column post_tombstone.had_post is 'Whether the post was in the tables when that was; if so the row stays, else it goes after the time that tables.unseen-deletions says';
