select position, event_id, null::text, null::text, topic, form, original, 'waiting'
from (select parked_id as position, event_id, topic, form, original,
             sum(octet_length(original)) over (order by parked_id) - octet_length(original) as bytes_before
      from (select * from {schema}.parked_events where parked_id > $1 order by parked_id limit $2) o) o
where bytes_before < $3
order by position
