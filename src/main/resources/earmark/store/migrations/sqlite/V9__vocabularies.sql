-- Lists of names that others agreed upon, such as MISP taxonomies, as they were last imported.
create table vocabulary (
  name            text   not null primary key,
  kind            text   not null check (kind in ('TAXONOMY', 'GALAXY')),
  title           text   not null,
  description     text   not null,
  version         text   not null,
  imported_by     text   not null,
  imported_micros bigint not null
);

-- The terms of a vocabulary in the order of its file; synonyms are lines.
create table vocabulary_term (
  id          bigint not null primary key,
  vocabulary  text   not null references vocabulary (name) on delete cascade,
  original    text   not null,
  description text   not null,
  colour      text,
  synonyms    text   not null,
  unique (vocabulary, original)
);
