-- Made again when bars are first computed from the tables; until then no post pays for it.
drop index if exists post_fingerprint;
