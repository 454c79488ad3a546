-- Samples that are to be downloaded from the cloud; see earmark.cloud.CloudJob.
create table cloud_job (
  id                integer not null primary key,
  download          bigint  not null,
  hash              text    not null,
  name              text    not null,
  asked_by          text    not null,
  via               text    not null,
  asked_at_micros   bigint  not null,
  state             text    not null
    check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  attempts          integer not null,
  due_at_micros     bigint  not null,
  changed_at_micros bigint  not null,
  taken_by          text,
  error             text
);
create index cloud_job_download on cloud_job (download, id);
create index cloud_job_open on cloud_job (due_at_micros, id) where state in ('WAITING', 'RUNNING');
