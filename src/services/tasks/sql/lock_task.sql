select task_id, user_id, title, description, due_date, priority, tags, recurrence, status, version, created_at, updated_at, completed_at
from {schema}.tasks
where task_id = $1 and user_id = $2 and status <> 'deleted'
for update
