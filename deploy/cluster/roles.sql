-- The database, its owner, and the user who only reads. Once, by an administrator, with psql 15 or later:
--   OWNER_PASSWORD=… READER_PASSWORD=… psql -h db -U postgres -f roles.sql
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv reader_password READER_PASSWORD
create role tickvox login password :'owner_password';
create role tickvox_reader login password :'reader_password';
alter role tickvox_reader set default_transaction_read_only = on;
alter role tickvox_reader set statement_timeout = '60s';
create database tickvox owner tickvox encoding 'UTF8' template template0;
\connect tickvox
grant usage on schema public to tickvox_reader;
alter default privileges for role tickvox in schema public grant select on tables to tickvox_reader;
