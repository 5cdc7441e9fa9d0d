select event_id, digest from {schema}.processed_events where event_id = any($1) order by event_id
