update {schema}.idempotency_keys set response = $4 where user_id = $1 and method = $2 and key = $3
