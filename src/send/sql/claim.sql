select seq, event_id, topic, partition_key, event
from (select o.seq, o.event_id, o.topic, o.partition_key, o.event,
             sum(octet_length(o.event)) over (order by o.seq rows unbounded preceding) - octet_length(o.event) as bytes_before
      from (select * from {schema}.outbox
            where shard in (select shard from {schema}.outbox_leases where owner = $1 and expires_at > clock_timestamp())
              and partition_key <> all($4)
            order by seq
            limit $2) o) o
where bytes_before < $3
order by seq
