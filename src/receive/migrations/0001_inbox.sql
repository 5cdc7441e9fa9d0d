-- What became of every event this consumer was given: one row an event, written in the transaction that has the effect.
create table {schema}.processed_events (
  event_id     uuid primary key,
  state        "char" not null default 'd' check (state in ('d', 'w', 'p', 'x', 'o')), -- done, waiting, parked, dead, dropped
  generation   smallint not null default 0,  -- rises with each replay
  digest       bigint not null,              -- over source, type and data: tells a redelivery from a reused id
  published_at timestamptz,
  received_at  timestamptz not null,
  done_at      timestamptz not null default clock_timestamp()
);

-- Events that can't have their effect, with everything needed to find out why and to try again.
create table {schema}.dead_letters (
  dead_letter_id bigint generated always as identity primary key,
  event_id       uuid not null,       -- for unreadable events: derived from their bytes
  event_type     text,
  event_version  text,
  source         text,
  topic          text not null,
  partition_key  text,
  correlation_id text,
  user_id        text,
  consumer       text not null,
  reason         text not null check (reason in ('unreadable', 'invalid', 'unknown_version', 'id_reuse', 'handler_failed')),
  error          text not null,
  attempts       integer not null default 1,
  form           text not null check (form in ('cloudevent', 'topic_event', 'bulk_entry')), -- how to read `original` again
  original       bytea not null,      -- as it came, byte for byte
  first_at       timestamptz not null,
  last_at        timestamptz not null
);
create index on {schema}.dead_letters (event_id);
create index on {schema}.dead_letters (reason, last_at);

-- Events that wait for another try, in the order of their key.
create table {schema}.parked_events (
  parked_id      bigint generated always as identity primary key,
  event_id       uuid not null unique references {schema}.processed_events,
  partition_key  text not null,
  attempts       integer not null,
  error          text not null,
  next_at        timestamptz not null,
  topic          text not null,
  form           text not null,
  original       bytea not null,
  parked_at      timestamptz not null default clock_timestamp()
);
create index on {schema}.parked_events (partition_key, parked_id);
