-- Reports that were submitted at some time, also those that are deleted: their numbers and guids are never given again.
-- Which of them exist, where they are, and what they are called elsewhere stands in the ledger alone.
create table report (
  number         integer not null primary key,
  guid           text    not null unique,
  source         integer,
  created_micros bigint  not null
);

-- What reports say, or said. The ledger says which revision of a report is true.
create table report_revision (
  id             integer not null primary key,
  report         integer not null references report (number),
  title          text    not null,
  body           text    not null,
  external_url   text,
  began_ms       bigint  not null,
  created_micros bigint  not null
);
create index report_revision_report on report_revision (report);

-- What was begun and may have to be finished after a crash.
create table report_note (
  id        integer not null primary key,
  report    integer not null,
  deletion  boolean not null,
  at_micros bigint  not null
);

-- The words of revisions that may be true, between < and >. It can be made anew at any time.
create virtual table report_text using fts5 (title, body, tokenize = 'ascii');
