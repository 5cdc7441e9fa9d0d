select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)) * 1000000, 0)::bigint
from (select created_at from {schema}.outbox order by seq limit 100000) o
