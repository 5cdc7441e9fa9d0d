insert into {schema}.dead_letters (event_id, event_type, event_version, source, topic, partition_key, correlation_id, user_id, consumer,
                                   reason, error, form, original, first_at, last_at)
select id, type, version, source, topic, key, correlation, usr, $15, reason, error, form, original, first_at, $14
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::bytea[], $13::timestamptz[])
     as t (id, type, version, source, topic, key, correlation, usr, reason, error, form, original, first_at)
