alter table post_tombstone add column observed_at timestamptz(3);
update post_tombstone set observed_at = deleted_at;
alter table post_tombstone alter column observed_at set not null;
-- Of the deletions of an earlier release it is not known, so they stay.
alter table post_tombstone add column had_post boolean not null default true;
create index post_tombstone_without_post on post_tombstone (observed_at) where not had_post;
comment on table post_tombstone is 'Posts taken back by their author or network: they do not come back';
comment on column post_tombstone.observed_at is 'When Tickvox first heard of the deletion';
comment on column post_tombstone.had_post is 'Whether the post was in the tables; if so the row stays, else it goes after the time that tables.unseen-deletions says';
