-- The ledger. Everything about tags follows from this table; it is only ever appended to.
create table entry (
  seq         bigint  not null primary key,
  at_micros   bigint  not null,
  actor       text    not null,
  via         text    not null,
  reason      text,
  request_key text,
  request     text,
  body        bytea   not null,
  hash        bytea   not null
);
create unique index entry_request on entry (actor, request_key) where request_key is not null;

create table sample (
  number            integer not null primary key,
  md5               bytea   not null,
  sha1              bytea   not null,
  sha256            bytea   not null unique,
  sha512            bytea   not null,
  size_bytes        bigint  not null,
  name              text    not null,
  type              text,
  first_seen_micros bigint  not null,
  last_seen_micros  bigint  not null,
  status            text    not null check (status in ('QUEUED', 'PROCESSED', 'FAILED')),
  attempts          integer not null
);
create index sample_md5 on sample (md5);
create index sample_sha1 on sample (sha1);
create index sample_sha512 on sample (sha512);
create index sample_queued on sample (number) where status = 'QUEUED';

create table analysis (
  sample    integer not null primary key references sample (number),
  engine    text    not null,
  catalogue text    not null,
  at_micros bigint  not null,
  facts     text    not null,
  failure   text
);
create index analysis_catalogue on analysis (catalogue);

create table account (
  id               integer not null primary key,
  login            text    collate "C" not null unique,
  password_hash    text    not null,
  admin            boolean not null,
  active           boolean not null,
  token_generation integer not null,
  token_hash       bytea   not null unique
);

create table session (
  hash              bytea  not null primary key,
  login             text   not null references account (login),
  expires_at_micros bigint not null
);
