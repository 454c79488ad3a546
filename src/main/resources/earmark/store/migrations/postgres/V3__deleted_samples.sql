-- What is remembered of deleted samples for the history, and so that no number is given twice. A row is written
-- before the ledger says that the sample is gone; while a sample has one, its deletion is under way or was given up.
create table deleted_sample (
  number     integer not null primary key,
  md5        bytea    not null,
  sha1       bytea    not null,
  sha256     bytea    not null,
  sha512     bytea    not null,
  size_bytes bigint  not null,
  name       text    not null
);
create index deleted_sample_sha256 on deleted_sample (sha256);
