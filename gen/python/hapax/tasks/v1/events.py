# Written by protoc-gen-hapax from hapax/tasks/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.tasks.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.tasks.v1.events_pb2 import TaskCreated as TaskCreated
from hapax.tasks.v1.events_pb2 import TaskUpdated as TaskUpdated
from hapax.tasks.v1.events_pb2 import TaskCompleted as TaskCompleted
from hapax.tasks.v1.events_pb2 import TaskDeleted as TaskDeleted
from hapax.tasks.v1.events_pb2 import TaskCorrected as TaskCorrected
from hapax.tasks.v1.events_pb2 import TaskChanged as TaskChanged

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

TASK_CREATED = _hapax.EventType("task.created", "1.0", "task-events", "/hapax/tasks", "user_id", "task_id", TaskCreated)


def publish_task_created(client: _hapax.Client, data: TaskCreated, **options: _Unpack[_hapax.Options]) -> str:
    """task.created 1.0 on task-events: A user made a task.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_CREATED, data, **options)


TASK_UPDATED = _hapax.EventType("task.updated", "1.0", "task-events", "/hapax/tasks", "user_id", "task_id", TaskUpdated)


def publish_task_updated(client: _hapax.Client, data: TaskUpdated, **options: _Unpack[_hapax.Options]) -> str:
    """task.updated 1.0 on task-events: A user changed fields of a task.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_UPDATED, data, **options)


TASK_COMPLETED = _hapax.EventType("task.completed", "1.0", "task-events", "/hapax/tasks", "user_id", "task_id", TaskCompleted)


def publish_task_completed(client: _hapax.Client, data: TaskCompleted, **options: _Unpack[_hapax.Options]) -> str:
    """task.completed 1.0 on task-events: A user finished a task.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_COMPLETED, data, **options)


TASK_DELETED = _hapax.EventType("task.deleted", "1.0", "task-events", "/hapax/tasks", "user_id", "task_id", TaskDeleted)


def publish_task_deleted(client: _hapax.Client, data: TaskDeleted, **options: _Unpack[_hapax.Options]) -> str:
    """task.deleted 1.0 on task-events: A task was deleted.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_DELETED, data, **options)


TASK_CORRECTED = _hapax.EventType("task.corrected", "1.0", "task-events", "/hapax/tasks", "user_id", "task_id", TaskCorrected)


def publish_task_corrected(client: _hapax.Client, data: TaskCorrected, **options: _Unpack[_hapax.Options]) -> str:
    """task.corrected 1.0 on task-events: An earlier event of a task was wrong; this says how it should have been.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_CORRECTED, data, **options)


TASK_CHANGED = _hapax.EventType("task.changed", "1.0", "task-updates", "/hapax/tasks", "user_id", "task_id", TaskChanged)


def publish_task_changed(client: _hapax.Client, data: TaskChanged, **options: _Unpack[_hapax.Options]) -> str:
    """task.changed 1.0 on task-updates: Something about a task changed; carries the difference only.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(TASK_CHANGED, data, **options)
