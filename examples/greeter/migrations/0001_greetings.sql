-- There is no key that keeps a greeting from being there twice: hapax runs the handler once for each event.
create table {schema}.greetings (
  greeting_id bigint generated always as identity primary key,
  user_id     text not null,
  task_id     bigint not null,
  words       text not null,
  greeted_at  timestamptz not null default now()
);
