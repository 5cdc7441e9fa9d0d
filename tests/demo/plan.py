"""Which commands the demo sends: each user's in order, every one with a key of its own."""

import dataclasses
import random

CREATE, UPDATE, COMPLETE = "CreateTask", "UpdateTask", "CompleteTask"
# The lives of four tasks, ten commands. Repeated for every user.
LIVES = ((CREATE, UPDATE, COMPLETE), (CREATE, UPDATE, UPDATE), (CREATE, COMPLETE), (CREATE, UPDATE))
CYCLE = sum(map(len, LIVES))


@dataclasses.dataclass
class Command:
    user: str
    key: str  # idempotency-key
    kind: str
    task: str  # our name of the task
    number: int  # of the task's commands, from 1: the version that the task has afterwards
    title: str
    twice: bool


def make(commands, users, twice_percent, seed=1):
    """A list of commands for each user; the lists may run side by side."""
    assert commands % (users * CYCLE) == 0, f"{commands} commands don't make whole cycles of {CYCLE} for {users} users"
    chance = random.Random(seed)
    twice = [True] * (commands * twice_percent // 100) + [False] * (commands - commands * twice_percent // 100)
    chance.shuffle(twice)
    return [_of_user(f"user-{number:03}", commands // users // CYCLE, twice) for number in range(users)]


def _of_user(user, cycles, twice):
    found = []
    for life_number, life in enumerate(LIVES * cycles):
        task = f"{user}/{life_number}"
        title = ""
        for number, kind in enumerate(life, 1):
            if kind != COMPLETE:
                title = f"{task} v{number}"
            found.append(Command(user, f"{task}/{number}", kind, task, number, title, twice.pop()))
    return found
