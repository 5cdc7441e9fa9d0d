-- What every connection sets first. The incarnation changes with every start, crash recovery and promotion of the server: as long as it is
-- the same, the transaction ids that were given out are those of the transactions that got them.
SELECT
  concat_ws('/', extract(epoch FROM pg_postmaster_start_time()), extract(epoch FROM w.stats_reset), t.timeline) AS incarnation,
  t.timeline,
  set_config('statement_timeout', $1, false),
  set_config('idle_in_transaction_session_timeout', $2, false)
FROM pg_stat_wal w,
  (SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline) t
