# Written by protoc-gen-hapax from hapax/recurrence/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.recurrence.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.recurrence.v1.events_pb2 import TaskRecurrenceTriggered as TaskRecurrenceTriggered

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

TASK_RECURRENCE_TRIGGERED = _hapax.EventType("task.recurrence.triggered", "1.0", "task-events", "/hapax/recurrence", "user_id", "task_id", TaskRecurrenceTriggered)


def publish_task_recurrence_triggered(client: _hapax.Client, data: TaskRecurrenceTriggered, **options: _Unpack[_hapax.Options]) -> str:
    """task.recurrence.triggered 1.0 on task-events: A repeating task is due for its next instance.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_RECURRENCE_TRIGGERED, data, **options)
