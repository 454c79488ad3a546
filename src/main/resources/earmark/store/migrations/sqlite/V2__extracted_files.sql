-- Which files came out of which. A file may be in several containers, and several times in one.
create table extracted_file (
  id        integer not null primary key,
  container integer not null references sample (number),
  file      integer not null references sample (number),
  position  integer not null,
  path      text    not null,
  name      text    not null,
  unique (container, position)
);
create index extracted_file_file on extracted_file (file, id);

-- For a sample that nobody submitted: the submitted one out of which it came, and how deep it lies in it.
alter table sample add column root integer;
alter table sample add column depth integer not null default 0;
create index sample_root on sample (root) where root is not null;
