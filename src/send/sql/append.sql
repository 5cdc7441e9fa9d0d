insert into {schema}.outbox (event_id, event_type, topic, partition_key, shard, correlation_id, event, created_at)
select id, type, topic, key, shard, correlation, event, $8
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::bytea[])
     with ordinality as t (id, type, topic, key, shard, correlation, event, n)
order by n
returning pg_current_xact_id()::text::bigint
