"""Publishes task.created through the Dapr sidecar. Run twice, it still takes effect once: the id says that it is the same fact."""

from datetime import datetime, timezone

from hapax import Client
from hapax.tasks.v1.events import TaskCreated, publish_task_created

task = TaskCreated(task_id=4711, user_id="ada", title="Pack order 4711")
task.created_at.FromDatetime(datetime(2026, 3, 1, 10, tzinfo=timezone.utc))
print(publish_task_created(Client(), task, id="order-4711", source="/shop"))
