# Written by protoc-gen-hapax from hapax/notification/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.notification.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.notification.v1.events_pb2 import NotificationSent as NotificationSent
from hapax.notification.v1.events_pb2 import NotificationFailed as NotificationFailed

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

NOTIFICATION_SENT = _hapax.EventType("notification.sent", "1.0", "notification-events", "/hapax/notification", "user_id", "notification_id", NotificationSent)


def publish_notification_sent(client: _hapax.Client, data: NotificationSent, **options: _Unpack[_hapax.Options]) -> str:
    """notification.sent 1.0 on notification-events: A notification went out.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(NOTIFICATION_SENT, data, **options)


NOTIFICATION_FAILED = _hapax.EventType("notification.failed", "1.0", "notification-events", "/hapax/notification", "user_id", "notification_id", NotificationFailed)


def publish_notification_failed(client: _hapax.Client, data: NotificationFailed, **options: _Unpack[_hapax.Options]) -> str:
    """notification.failed 1.0 on notification-events: A notification could not be sent.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(NOTIFICATION_FAILED, data, **options)
