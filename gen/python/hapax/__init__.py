"""Publishes events of a contract through a Dapr sidecar: typed, validated, as CloudEvents. The functions per event are in the contract's
own modules, as publish_task_created in hapax.tasks.v1.events."""

from ._validate import Violation  # first: what protoc makes of a contract needs the messages that this module finds
from ._client import Client, PublishError
from ._event import EventType, Form, Options, ValidationError

__all__ = ["Client", "EventType", "Form", "Options", "PublishError", "ValidationError", "Violation"]

for _public in (Client, EventType, Form, Options, PublishError, ValidationError, Violation):
    _public.__module__ = __name__  # tracebacks name what users import
