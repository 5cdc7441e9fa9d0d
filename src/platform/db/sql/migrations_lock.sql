-- One instance at a time, for as long as the transaction. Waiting for another one's long migration is fine; waiting long for a table is not,
-- since everybody else would queue up behind us.
SET LOCAL statement_timeout = '10min';
SELECT pg_advisory_xact_lock(7525038218217029218);
SET LOCAL lock_timeout = '5s'
