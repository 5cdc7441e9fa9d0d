select position, event_id, event_type, null::text, topic, 'cloudevent', event, 'waiting'
from (select seq as position, event_id, event_type, topic, event,
             sum(octet_length(event)) over (order by seq) - octet_length(event) as bytes_before
      from (select * from {schema}.outbox where seq > $1 order by seq limit $2) o) o
where bytes_before < $3
order by position
