-- Events that were decided but not yet published. A row leaves the table when the broker has it.
create table {schema}.outbox (
  seq            bigint generated always as identity primary key, -- drawn after the aggregate's row lock: its order is the aggregate's order
  event_id       uuid not null,
  event_type     text not null,
  topic          text not null,
  partition_key  text not null,
  shard          smallint not null,     -- hash of the key: who may publish it, see outbox_leases
  correlation_id text not null,
  event          bytea not null,        -- the complete CloudEvent in JSON
  created_at     timestamptz not null
);

-- Each shard is published by one instance at a time. Leases run on the database's clock; the epoch rises with every change of owner.
create table {schema}.outbox_leases (
  shard      smallint primary key,
  owner      uuid,
  epoch      bigint not null default 0,
  expires_at timestamptz not null default '-infinity'
);
insert into {schema}.outbox_leases (shard) select generate_series(0, 15);
