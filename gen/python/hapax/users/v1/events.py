# Written by protoc-gen-hapax from hapax/users/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.users.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.users.v1.events_pb2 import UserRegistered as UserRegistered
from hapax.users.v1.events_pb2 import UserLoggedIn as UserLoggedIn
from hapax.users.v1.events_pb2 import UserLoginFailed as UserLoginFailed

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

USER_REGISTERED = _hapax.EventType("user.registered", "1.0", "user-events", "/hapax/users", "user_id", "user_id", UserRegistered)


def publish_user_registered(client: _hapax.Client, data: UserRegistered, **options: _Unpack[_hapax.Options]) -> str:
    """user.registered 1.0 on user-events: Somebody became a user.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(USER_REGISTERED, data, **options)


USER_LOGGED_IN = _hapax.EventType("user.logged_in", "1.0", "user-events", "/hapax/users", "user_id", "user_id", UserLoggedIn)


def publish_user_logged_in(client: _hapax.Client, data: UserLoggedIn, **options: _Unpack[_hapax.Options]) -> str:
    """user.logged_in 1.0 on user-events: A user logged in.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(USER_LOGGED_IN, data, **options)


USER_LOGIN_FAILED = _hapax.EventType("user.login_failed", "1.0", "user-events", "/hapax/users", "user_id", "user_id", UserLoginFailed)


def publish_user_login_failed(client: _hapax.Client, data: UserLoginFailed, **options: _Unpack[_hapax.Options]) -> str:
    """user.login_failed 1.0 on user-events: Somebody failed to log in.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(USER_LOGIN_FAILED, data, **options)
