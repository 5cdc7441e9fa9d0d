CREATE SCHEMA IF NOT EXISTS hapax;
CREATE TABLE hapax.migrations (
  schema text NOT NULL,
  set_name text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  name text NOT NULL,
  checksum bytea NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (schema, set_name, number)
)
