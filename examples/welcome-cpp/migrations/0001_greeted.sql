create table {schema}.greeted (
  user_id text primary key,
  times   bigint not null
);
