select event_id, event_type, occurred_at, user_id, causation_id, source, subject, recorded_at
from {schema}.audit_log where correlation_id = $1 order by audit_id limit 10000
