# Written by protoc-gen-hapax from hapax/reminders/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.reminders.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.reminders.v1.events_pb2 import ReminderScheduled as ReminderScheduled
from hapax.reminders.v1.events_pb2 import ReminderTriggered as ReminderTriggered

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

REMINDER_SCHEDULED = _hapax.EventType("reminder.scheduled", "1.0", "reminder-events", "/hapax/reminders", "user_id", "task_id", ReminderScheduled)


def publish_reminder_scheduled(client: _hapax.Client, data: ReminderScheduled, **options: _Unpack[_hapax.Options]) -> str:
    """reminder.scheduled 1.0 on reminder-events: A reminder was set for a task.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(REMINDER_SCHEDULED, data, **options)


REMINDER_TRIGGERED = _hapax.EventType("reminder.triggered", "1.0", "reminder-events", "/hapax/reminders", "user_id", "task_id", ReminderTriggered)


def publish_reminder_triggered(client: _hapax.Client, data: ReminderTriggered, **options: _Unpack[_hapax.Options]) -> str:
    """reminder.triggered 1.0 on reminder-events: It is time to remind a user of a task.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(REMINDER_TRIGGERED, data, **options)
