insert into {schema}.audit_log (event_id, event_type, event_version, occurred_at, user_id, correlation_id, causation_id, traceparent, source, subject,
                                sequence, data)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                     $11::bigint[], $12::jsonb[])
