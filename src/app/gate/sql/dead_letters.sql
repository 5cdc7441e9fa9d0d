select position, event_id, event_type, event_version, topic, form, original, reason
from (select dead_letter_id as position, event_id, event_type, event_version, topic, form, original, reason,
             sum(octet_length(original)) over (order by dead_letter_id) - octet_length(original) as bytes_before
      from (select * from {schema}.dead_letters
            where dead_letter_id > $1 and reason in ('handler_failed', 'id_reuse', 'unknown_version')
            order by dead_letter_id limit $2) o) o
where bytes_before < $3
order by position
