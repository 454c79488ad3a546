-- Places of their own for reports and indicators, and who may do what in them. Whatever changes a right moves the
-- counter ACCESS on, by which servers know that what they remember is old.
create table enclave (
  id            text    collate "C" not null primary key,
  name          text    not null unique,
  type          text    not null,
  template_name text    not null
);

create table user_group (
  id   bigint  not null primary key,
  name text    not null unique
);

create table group_member (
  id         bigint  not null primary key,
  user_group bigint  not null references user_group (id) on delete cascade,
  account    integer not null references account (id),
  unique (user_group, account)
);
create index group_member_account on group_member (account);

-- Of a user or of a group. Who has a row may read.
create table enclave_right (
  id         bigint  not null primary key,
  enclave    text    collate "C" not null references enclave (id),
  account    integer references account (id),
  user_group bigint  references user_group (id) on delete cascade,
  may_create boolean not null,
  may_update boolean not null,
  check ((account is null) <> (user_group is null)),
  unique (enclave, account),
  unique (enclave, user_group)
);
create index enclave_right_account on enclave_right (account) where account is not null;
create index enclave_right_group on enclave_right (user_group) where user_group is not null;

create table api_key (
  id               text    collate "C" not null primary key,
  login            text    collate "C" not null references account (login),
  name             text    not null,
  secret_hash      bytea   not null,
  created_micros   bigint  not null,
  last_used_micros bigint
);
create index api_key_login on api_key (login);

create table access_token (
  hash              bytea  not null primary key,
  api_key           text   collate "C" not null references api_key (id) on delete cascade,
  expires_at_micros bigint not null
);
create index access_token_key on access_token (api_key, expires_at_micros);
