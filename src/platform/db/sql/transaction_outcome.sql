-- $1 is the id of a transaction whose connection was lost at COMMIT. A crash can lose ids that no write-ahead log had seen yet, and the next
-- transactions get them again. The last three columns tell whether that may have happened: if the newest checkpoint is one that ended a
-- recovery (it has nothing to redo), an id below its next one had reached the log and was not given out again.
SELECT
  pg_xact_status(($1::bigint)::text::xid8),
  c.redo_lsn = c.checkpoint_lsn,
  split_part(c.next_xid, ':', 1)::bigint * 4294967296 + split_part(c.next_xid, ':', 2)::bigint > $1
FROM pg_control_checkpoint() c
