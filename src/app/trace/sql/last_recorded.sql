select correlation_id, recorded_at from {schema}.audit_log where correlation_id is not null order by audit_id desc limit 1
