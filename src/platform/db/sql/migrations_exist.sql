SELECT to_regclass('hapax.migrations') IS NOT NULL
