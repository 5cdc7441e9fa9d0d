update {schema}.tasks
set title = $2, description = $3, due_date = $4, priority = $5, tags = $6, recurrence = $7,
    status = case when status = 'overdue' and due_date is distinct from $4 then 'pending' else status end,
    updated_at = $8, version = version + 1
where task_id = $1
returning task_id, user_id, title, description, due_date, priority, tags, recurrence, status, version, created_at, updated_at, completed_at
