-- Not to_regclass(): that may answer from a cache of names that is older than the lock we hold.
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'hapax' AND c.relname = 'migrations')
