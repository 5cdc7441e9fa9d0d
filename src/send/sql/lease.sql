update {schema}.outbox_leases
set owner = $1,
    epoch = case when owner = $1 then epoch else epoch + 1 end,
    expires_at = clock_timestamp() + $2 * interval '1 millisecond'
where shard in (select shard from {schema}.outbox_leases
                where owner = $1 or expires_at < clock_timestamp()
                order by shard for update skip locked)
returning shard
