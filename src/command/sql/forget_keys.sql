delete from {schema}.idempotency_keys
where (user_id, method, key) in (select user_id, method, key from {schema}.idempotency_keys
                                 where created_at < clock_timestamp() - interval '7 days' limit $1)
