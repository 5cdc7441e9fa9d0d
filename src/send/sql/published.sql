delete from {schema}.outbox o
using {schema}.outbox_leases l
where o.seq = any($2) and l.shard = o.shard and l.owner = $1
