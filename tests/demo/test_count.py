"""The demo's count finds every kind of damage: a fault is planted in rows that hold."""

import copy
import itertools
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import plan  # pylint: disable=wrong-import-position
from count import EVENTS, Acknowledged, count  # pylint: disable=wrong-import-position


@pytest.fixture
def world():
    """Acknowledged commands with the rows they should leave behind."""
    acknowledged, tasks, audit = [], [], []
    ids = {}
    for command in itertools.chain.from_iterable(plan.make(commands=60, users=3, twice_percent=30)):
        task_id = ids.setdefault(command.task, len(ids) + 1)
        acknowledged.append(Acknowledged(command, task_id, command.number))
        if command.kind == plan.CREATE:
            tasks.append({"task_id": task_id, "user_id": command.user, "title": "", "status": "pending", "version": 0})
        row = tasks[task_id - 1]
        row["title"], row["version"] = command.title, command.number
        row["status"] = "completed" if command.kind == plan.COMPLETE else row["status"]
        audit.append({"audit_id": len(audit) + 1, "event_id": f"event-{len(audit)}", "event_type": EVENTS[command.kind], "task_id": task_id,
                      "user_id": command.user, "sequence": command.number})
    return acknowledged, tasks, audit


def damaged(found):
    return len(found.lost), len(found.doubled), len(found.disordered)


def test_plan_repeats_the_share_asked_for():
    commands = list(itertools.chain.from_iterable(plan.make(commands=10000, users=200, twice_percent=30)))
    assert len(commands) == 10000 and sum(command.twice for command in commands) == 3000
    assert len({command.key for command in commands}) == 10000


def test_sound_rows_hold(world):
    found = count(*world)
    assert found.holds() and (found.acknowledged, found.effects, found.events) == (60, 60, 60)


def test_command_executed_twice_is_doubled(world):
    _, tasks, audit = world
    tasks[0]["version"] += 1
    audit.append({**audit[2], "event_id": "another", "sequence": 4})
    assert damaged(count(*world))[1] == 2


def test_create_executed_twice_is_doubled(world):
    _, tasks, _ = world
    tasks.append({**tasks[0], "task_id": 1000, "version": 1})
    assert damaged(count(*world)) == (0, 1, 0)


def test_task_without_row_is_lost(world):
    _, tasks, _ = world
    del tasks[3]
    assert damaged(count(*world)) == (2, 0, 0)


def test_update_without_effect_is_lost(world):
    _, tasks, _ = world
    tasks[1]["version"] -= 1
    assert damaged(count(*world)) == (1, 0, 0)


def test_row_with_an_older_title_is_lost(world):
    _, tasks, _ = world
    tasks[1]["title"] = "as it was before"
    assert damaged(count(*world)) == (1, 0, 0)


def test_missing_event_is_lost(world):
    _, _, audit = world
    del audit[7]
    assert damaged(count(*world)) == (1, 0, 0)


def test_event_recorded_twice_is_doubled(world):
    _, _, audit = world
    audit.append(copy.copy(audit[7]))
    assert damaged(count(*world)) == (0, 1, 0)


def test_same_change_under_another_event_id_is_doubled(world):
    _, _, audit = world
    audit.insert(8, {**audit[7], "event_id": "another"})
    assert damaged(count(*world)) == (0, 1, 0)


def test_event_of_another_type_does_not_hold(world):
    _, _, audit = world
    audit[0]["event_type"] = "task.completed"
    assert not count(*world).holds()


def test_event_of_nobodys_task_is_doubled(world):
    _, _, audit = world
    audit.append({**audit[0], "event_id": "another", "task_id": 1000})
    assert damaged(count(*world)) == (0, 1, 0)


def test_events_of_one_task_in_another_order_are_disordered(world):
    _, _, audit = world
    audit[0], audit[1] = audit[1], audit[0]
    assert damaged(count(*world)) == (0, 0, 1)


def test_events_of_different_tasks_may_come_in_any_order(world):
    _, _, audit = world
    audit.sort(key=lambda row: (row["sequence"], row["audit_id"]))
    assert count(*world).holds()
