insert into {schema}.greetings (user_id, task_id, words)
values ($1, $2, format('Hello %s, "%s" is on your list.', $1, $3))
