create table {schema}.tasks (
  task_id      bigint generated always as identity primary key,
  user_id      text not null,
  title        text not null,
  description  text,
  due_date     timestamptz,
  priority     text check (priority in ('low', 'medium', 'high')),
  tags         text[] not null default '{}',
  recurrence   text,
  status       text not null default 'pending' check (status in ('pending', 'completed', 'overdue', 'deleted')),
  version      bigint not null default 1,   -- rises with every change; the sequence of the task's events
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  completed_at timestamptz,
  deleted_at   timestamptz
);
create index on {schema}.tasks (user_id, task_id);
