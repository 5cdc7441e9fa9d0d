update {schema}.tasks
set status = 'completed', completed_at = $2, updated_at = $2, version = version + 1
where task_id = $1
returning task_id, user_id, title, description, due_date, priority, tags, recurrence, status, version, created_at, updated_at, completed_at
