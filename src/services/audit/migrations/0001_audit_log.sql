-- Every event once, in the order in which it arrived. Append-only: nothing in hapax updates or deletes a row.
create table {schema}.audit_log (
  audit_id       bigint generated always as identity primary key,
  event_id       uuid not null,
  event_type     text not null,
  event_version  text not null,
  occurred_at    timestamptz not null,
  user_id        text,
  correlation_id text,
  causation_id   text,
  traceparent    text,
  source         text not null,
  subject        text,
  sequence       bigint,
  data           jsonb not null,
  recorded_at    timestamptz not null default clock_timestamp()
);
create index on {schema}.audit_log (event_id);
create index on {schema}.audit_log (correlation_id);
create index on {schema}.audit_log (user_id, occurred_at);
