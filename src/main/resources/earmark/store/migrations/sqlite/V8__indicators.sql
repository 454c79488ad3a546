-- Indicators by their numbers; what is known of them is in the ledger. A row that the ledger does not know is seen by
-- nobody. The guid follows from type and value, so it is also what makes them unique.
create table indicator (
  number integer not null primary key,
  guid   text not null unique,
  type   text    not null,
  value  text not null
);

-- What a guid of a tag of indicators stands for, which follows from the two; whether it is in use is in the ledger.
create table indicator_tag (
  guid    text not null primary key,
  enclave text not null,
  name    text not null
);

-- Where an indicator comes from, and notes on it, in an enclave. The guid follows from all the rest.
create table indicator_remark (
  id        bigint  not null primary key,
  guid      text not null unique,
  indicator integer not null references indicator (number),
  enclave   text not null,
  kind      text    not null check (kind in ('SOURCE', 'NOTE')),
  text      text    not null
);
create index indicator_remark_indicator on indicator_remark (indicator, enclave);

-- What each revision of a report mentions, written before the ledger makes the revision the current one.
create table indicator_mention (
  id        bigint  not null primary key,
  report    integer not null,
  revision  integer not null,
  indicator integer not null references indicator (number)
);
create index indicator_mention_report on indicator_mention (report, revision);
create index indicator_mention_indicator on indicator_mention (indicator);

-- Values that this instance takes for harmless.
create table indicator_whitelisted (
  guid      text not null primary key,
  type      text not null,
  value     text not null,
  added_by  text    not null,
  at_micros bigint  not null
);

-- Metadata written out by jobs. Who runs one says so by moving its beat; one whose beat stands still has failed.
create table indicator_export (
  guid           text not null primary key,
  account        integer not null,
  state          text    not null check (state in ('RUNNING', 'COMPLETE', 'ERROR')),
  created_micros bigint  not null,
  beat_micros    bigint  not null
);
create index indicator_export_account on indicator_export (account, created_micros);

create table indicator_export_part (
  id     bigint  not null primary key,
  export text not null references indicator_export (guid) on delete cascade,
  text   text    not null
);
create index indicator_export_part_export on indicator_export_part (export, id);
