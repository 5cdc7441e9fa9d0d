# Written by protoc-gen-hapax from hapax/security/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.security.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.security.v1.events_pb2 import SecurityAlertRaised as SecurityAlertRaised

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

SECURITY_ALERT_RAISED = _hapax.EventType("security.alert.raised", "1.0", "security-events", "/hapax/security", "user_id", "alert_id", SecurityAlertRaised)


def publish_security_alert_raised(client: _hapax.Client, data: SecurityAlertRaised, **options: _Unpack[_hapax.Options]) -> str:
    """security.alert.raised 1.0 on security-events: Something suspicious happened around a user.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(SECURITY_ALERT_RAISED, data, **options)
