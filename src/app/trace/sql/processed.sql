select event_id, state::text, published_at, received_at, done_at from {schema}.processed_events where event_id = any($1) order by event_id
