INSERT INTO hapax.migrations (schema, set_name, number, name, checksum) VALUES ($1, $2, $3, $4, $5)
