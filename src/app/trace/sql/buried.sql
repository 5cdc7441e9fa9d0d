select event_id, coalesce(event_type, '?'), reason, error, last_at, topic from {schema}.dead_letters where correlation_id = $1 order by dead_letter_id limit 10000
