update {schema}.outbox_leases set expires_at = '-infinity' where owner = $1
