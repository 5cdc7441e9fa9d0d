insert into {schema}.greeted as had (user_id, times) values ($1, 1)
on conflict (user_id) do update set times = had.times + 1
