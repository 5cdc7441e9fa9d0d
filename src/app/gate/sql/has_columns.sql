select count(*) = cardinality($2::text[])
from pg_attribute where attrelid = to_regclass($1) and attname = any($2) and attnum > 0 and not attisdropped
