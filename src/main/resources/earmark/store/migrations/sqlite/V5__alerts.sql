-- Numbers that are given in order and never again, even if what bore them is deleted.
create table counter (
  name text   not null primary key,
  last bigint not null
);

create table subscription (
  id             bigint  not null primary key,
  owner          text    not null references account (login),
  name           text    not null,
  query          text    not null,
  entering       boolean not null,
  leaving        boolean not null,
  active         boolean not null,
  created_micros bigint  not null,
  revision       integer not null,
  seq            bigint  not null,
  hook_url       text,
  hook_secret    text,
  hook_gone      boolean not null
);
create index subscription_owner on subscription (owner, id);

create table alert (
  id            bigint  not null primary key,
  subscription  bigint  not null references subscription (id) on delete cascade,
  owner         text    not null,
  query         text    not null,
  from_seq      bigint  not null,
  seq           bigint  not null,
  at_micros     bigint  not null,
  entered_count integer not null,
  left_count    integer not null,
  entered       blob    not null,
  departed      blob    not null,
  unread        boolean not null
);
create index alert_owner on alert (owner, id);
create index alert_unread on alert (owner, id) where unread;
create index alert_subscription on alert (subscription, id);

create table delivery (
  alert        bigint  not null primary key references alert (id) on delete cascade,
  subscription bigint  not null references subscription (id) on delete cascade,
  delivery_id  text    not null unique,
  body         blob,
  state        text    not null check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP', 'DROPPED')),
  attempts     integer not null,
  due_micros   bigint  not null
);
create index delivery_subscription on delivery (subscription);
create index delivery_waiting on delivery (subscription, alert) where state = 'WAITING';

create table delivery_attempt (
  id           bigint  not null primary key,
  subscription bigint  not null references subscription (id) on delete cascade,
  alert        bigint,
  delivery_id  text    not null,
  attempt      integer not null,
  at_micros    bigint  not null,
  took_ms      bigint  not null,
  status       integer,
  problem      text
);
create index delivery_attempt_subscription on delivery_attempt (subscription, id);
