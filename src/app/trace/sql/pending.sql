select event_id, event_type, created_at, topic from {schema}.outbox where correlation_id = $1 order by seq limit 10000
