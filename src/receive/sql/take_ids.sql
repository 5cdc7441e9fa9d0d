insert into {schema}.processed_events (event_id, state, digest, published_at, received_at)
select id, state::"char", digest, published, received
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[]) as t (id, state, digest, published, received)
on conflict (event_id) do nothing
returning event_id
