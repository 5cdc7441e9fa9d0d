# Written by protoc-gen-hapax from hapax/gamification/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.gamification.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.gamification.v1.events_pb2 import PointsAwarded as PointsAwarded
from hapax.gamification.v1.events_pb2 import BadgeEarned as BadgeEarned

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

POINTS_AWARDED = _hapax.EventType("points.awarded", "1.0", "gamification-events", "/hapax/gamification", "user_id", "user_id", PointsAwarded)


def publish_points_awarded(client: _hapax.Client, data: PointsAwarded, **options: _Unpack[_hapax.Options]) -> str:
    """points.awarded 1.0 on gamification-events: A user got points.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(POINTS_AWARDED, data, **options)


BADGE_EARNED = _hapax.EventType("badge.earned", "1.0", "gamification-events", "/hapax/gamification", "user_id", "user_id", BadgeEarned)


def publish_badge_earned(client: _hapax.Client, data: BadgeEarned, **options: _Unpack[_hapax.Options]) -> str:
    """badge.earned 1.0 on gamification-events: A user earned a badge.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(BADGE_EARNED, data, **options)
