select digest, response from {schema}.idempotency_keys where user_id = $1 and method = $2 and key = $3
