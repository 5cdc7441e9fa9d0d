SELECT schema, set_name, number, name, checksum FROM hapax.migrations ORDER BY schema, set_name, number
