-- The answer of every command that came with an idempotency key, for as long as a client may repeat it.
create table {schema}.idempotency_keys (
  user_id    text not null,
  method     text not null,
  key        text not null,
  digest     bytea not null,   -- SHA-256 of the request
  response   bytea,            -- the answer, byte for byte; null only inside the first call's transaction
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, method, key)
);
create index on {schema}.idempotency_keys (created_at);
