"""What became of the acknowledged commands: compares them with the rows of tasks.tasks and audit.audit_log. Knows nothing of how they were
sent, and asks hapax nothing."""

import collections
import dataclasses

from plan import COMPLETE, CREATE, UPDATE

EVENTS = {CREATE: "task.created", UPDATE: "task.updated", COMPLETE: "task.completed"}
TASKS_SQL = "select task_id, user_id, title, status, version from tasks.tasks"
AUDIT_SQL = """select audit_id, event_id::text, event_type, (data->>'task_id')::bigint as task_id, user_id, sequence from audit.audit_log
               where event_type in ('task.created', 'task.updated', 'task.completed') order by audit_id"""


@dataclasses.dataclass
class Acknowledged:
    """A command and the answer it got."""

    command: object
    task_id: int
    version: int


@dataclasses.dataclass
class Count:
    acknowledged: int = 0
    effects: int = 0  # changes that the rows of tasks.tasks tell of
    events: int = 0  # different event ids in audit.audit_log
    lost: list = dataclasses.field(default_factory=list)
    doubled: list = dataclasses.field(default_factory=list)
    disordered: list = dataclasses.field(default_factory=list)

    def holds(self):
        return not (self.lost or self.doubled or self.disordered)


def count(acknowledged, tasks, audit):
    """acknowledged: of all commands, in the order they were sent for each task. tasks, audit: dicts as the statements above give them."""
    result = Count(acknowledged=len(acknowledged))
    by_task = collections.defaultdict(list)
    for answer in acknowledged:
        by_task[answer.command.task].append(answer)
    ids = {answers[0].task_id: name for name, answers in by_task.items()}
    _check_tasks(result, by_task, ids, tasks)
    _check_audit(result, by_task, ids, audit)
    return result


def _check_tasks(result, by_task, ids, tasks):
    rows = {row["task_id"]: row for row in tasks}
    result.effects = sum(row["version"] for row in tasks)
    for row in tasks:
        if row["task_id"] not in ids:
            result.doubled.append(f"task {row['task_id']} of {row['user_id']} ({row['title']}): no command's answer names it")
    for name, answers in by_task.items():
        task_ids = {answer.task_id for answer in answers}
        if len(task_ids) > 1:
            result.doubled.append(f"{name}: its commands' answers name the tasks {sorted(task_ids)}")
        row = rows.get(answers[0].task_id)
        if row is None:
            result.lost += [f"{name}: no row of task {answers[0].task_id}"] * len(answers)
            continue
        result.lost += [f"{name}: version {row['version']} after {len(answers)} commands"] * (len(answers) - row["version"])
        result.doubled += [f"{name}: version {row['version']} after {len(answers)} commands"] * (row["version"] - len(answers))
        _check_state(result, name, answers, row)


def _check_state(result, name, answers, row):
    """The row is as the last command left it."""
    last = max(answers, key=lambda answer: answer.command.number).command
    completed = any(answer.command.kind == COMPLETE for answer in answers)
    wanted = (last.user, last.title, "completed" if completed else "pending")
    found = (row["user_id"], row["title"], row["status"])
    if found != wanted:
        result.lost.append(f"{name}: the row says {found}, the commands {wanted}")


def _check_audit(result, by_task, ids, audit):
    result.events = len({row["event_id"] for row in audit})
    times = collections.Counter(row["event_id"] for row in audit)
    for event_id, number in times.items():
        result.doubled += [f"event {event_id} is in the audit log {number} times"] * (number - 1)
    of_task, seen = collections.defaultdict(list), set()
    for row in audit:
        if row["task_id"] not in ids:
            result.doubled.append(f"event {row['event_id']} of task {row['task_id']}: no command's answer names it")
        elif row["event_id"] not in seen:
            of_task[row["task_id"]].append(row)
        seen.add(row["event_id"])
    for task_id, name in ids.items():
        _check_events(result, name, by_task[name], of_task[task_id])


def _check_events(result, name, answers, rows):
    """One event for each command, of its type and user, with the task's version as the sequence, in that order and without holes."""
    wanted = {answer.command.number: (EVENTS[answer.command.kind], answer.command.user) for answer in answers}
    found = collections.Counter()
    for row in rows:
        found[row["sequence"]] += 1
        if wanted.get(row["sequence"]) != (row["event_type"], row["user_id"]):
            result.doubled.append(f"{name}: {row['event_type']} of {row['user_id']} with sequence {row['sequence']} belongs to no command")
        elif found[row["sequence"]] > 1:
            result.doubled.append(f"{name}: another event with sequence {row['sequence']}")
    result.lost += [f"{name}: no event with sequence {number}" for number in wanted if not found[number]]
    sequences = [row["sequence"] for row in rows]
    if None in sequences or sequences != sorted(sequences):
        result.disordered.append(f"{name}: the audit log has its events in the order {sequences}")
