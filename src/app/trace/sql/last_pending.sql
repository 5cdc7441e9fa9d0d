select correlation_id, created_at from {schema}.outbox order by seq desc limit 1
