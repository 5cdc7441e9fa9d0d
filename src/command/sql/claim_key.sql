insert into {schema}.idempotency_keys (user_id, method, key, digest) values ($1, $2, $3, $4) on conflict do nothing
