select task_id, user_id, title, description, due_date, priority, tags, recurrence, status, version, created_at, updated_at, completed_at
from {schema}.tasks
where user_id = $1 and task_id > $2 and case when $3 = '' then status <> 'deleted' else status = $3 end
order by task_id
limit $4
