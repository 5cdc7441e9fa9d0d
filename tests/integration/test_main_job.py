"""The main job on every broker: a command's event goes through outbox, sidecar and broker, comes back, and is in the audit log once."""

import json

import pytest

from harness.wait import stays, wait_until

ON = [("kafka", "bulk"), ("kafka", "single"), ("redis", "auto"), ("local", "auto"), ("rabbitmq", "auto")]


@pytest.fixture(params=ON, ids=lambda on: "-".join(on))
def system(request, broker_named, start_system):
    kind, delivery = request.param
    started = start_system(broker_named(kind), delivery=delivery)
    yield started
    assert started.hapax.alive(), started.hapax.part.tail()


def test_a_task_made_with_grpcurl_is_in_the_audit_log_exactly_once(system):
    done = system.hapax.grpcurl("hapax.tasks.v1.TaskService/CreateTask", headers={"user-id": "ada", "correlation-id": "shopping-1"}, data={"title": "Buy milk"})
    task = json.loads(done.stdout)
    assert task["title"] == "Buy milk" and int(task["taskId"]) > 0

    row, = system.database.wait_audit(1)
    assert row["event_type"] == "task.created"
    assert row["event_version"] == "1.0"
    assert row["user_id"] == "ada"
    assert row["correlation_id"] == "shopping-1"
    assert row["subject"] == task["taskId"]
    assert row["data"]["title"] == "Buy milk"
    assert int(row["data"]["task_id"]) == int(task["taskId"])
    stays(lambda: system.database.audit_count() == 1, 1, "one row")
    wait_until(lambda: system.database.value("select count(*) from tasks.outbox") == 0, 10, "an empty outbox")
    assert system.database.dead_letters() == []


def test_every_change_by_invocation_is_audited_with_before_and_after(system):
    status, task = system.invoke("api/ada/tasks", "POST", {"title": "Write report", "priority": "low"}, {"correlation-id": "c-create"})
    assert status == 201, task
    path = f"api/ada/tasks/{task['task_id']}"

    status, got = system.invoke(path)
    assert (status, got["title"], got["user_id"]) == (200, "Write report", "ada")
    status, listed = system.invoke("api/ada/tasks")
    assert status == 200 and [one["task_id"] for one in listed["tasks"]] == [task["task_id"]]
    status, changed = system.invoke(path, "PATCH", {"priority": "high"})
    assert (status, changed["priority"], changed["title"]) == (200, "high", "Write report")
    status, completed = system.invoke(f"{path}/complete", "POST")
    assert (status, completed["status"]) == (200, "completed")
    status, _ = system.invoke(path, "DELETE")
    assert status == 200
    assert system.invoke(path)[0] == 404
    assert system.invoke("api/ada/tasks", "POST", {})[0] == 400

    rows = {row["event_type"]: row for row in system.database.wait_audit(4)}
    assert set(rows) == {"task.created", "task.updated", "task.completed", "task.deleted"}
    assert all(row["user_id"] == "ada" for row in rows.values())
    assert all(row["correlation_id"] and row["causation_id"] for row in rows.values())
    assert rows["task.updated"]["data"]["before"] == {"priority": "low"}
    assert rows["task.updated"]["data"]["after"] == {"priority": "high"}
    assert rows["task.completed"]["data"]["before"]["status"] == "pending"
    assert rows["task.completed"]["data"]["after"]["status"] == "completed"
    assert rows["task.deleted"]["data"]["before"]["title"] == "Write report"
    assert system.database.dead_letters() == []
