insert into {schema}.tasks (user_id, title, description, due_date, priority, tags, recurrence, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
returning task_id, user_id, title, description, due_date, priority, tags, recurrence, status, version, created_at, updated_at, completed_at
