"""One event before it is sent."""

from __future__ import annotations

import base64
import datetime
import json
import os
import re
import time as clock
import uuid
from dataclasses import dataclass
from typing import Any, Dict, List, Literal, Optional, Type, TypedDict, Union

from google.protobuf.message import Message

from ._data import data_of
from ._validate import Violation, violations_of

Form = Literal["json", "protobuf"]  # how data is put into a CloudEvent: as JSON, or as protobuf's bytes

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


@dataclass(frozen=True)
class EventType:
    """What the contract says about an event; protoc-gen-hapax writes one for each."""

    type: str
    version: str
    topic: str
    source: str
    key: str  # names of fields; "": none
    subject: str
    message: Type[Message]


class Options(TypedDict, total=False):
    """Attributes of one event that aren't in its data."""

    id: Union[str, uuid.UUID]  # the same for the same fact, however often it is published; default: a new UUIDv7
    time: datetime.datetime  # when it happened; default: now
    source: str  # who publishes, where that isn't the service that owns the event. Ids are unique for each source
    correlation_id: str  # what everything shares that one request from outside set off; default: the event's own id
    causation_id: str  # of the command or event that caused this one directly
    user_id: str  # who did it
    traceparent: str  # W3C trace context
    form: Form  # of the data; default: the client's


class ValidationError(ValueError):
    """Everything that breaks the contract. Nothing was sent."""

    def __init__(self, kind: str, violations: List[Violation]) -> None:
        super().__init__(f"{kind} breaks its contract: " + "; ".join(f"{found.field}: {found.message}" for found in violations))
        self.type = kind
        self.violations = violations


@dataclass(frozen=True)
class Event:
    """What goes to the sidecar: the same bytes on every attempt."""

    id: str
    key: str
    body: bytes


def new_event(kind: EventType, data: Message, default_form: Form, *, id: Union[str, uuid.UUID, None] = None,  # pylint: disable=redefined-builtin
              time: Optional[datetime.datetime] = None, source: Optional[str] = None, correlation_id: Optional[str] = None,
              causation_id: Optional[str] = None, user_id: Optional[str] = None, traceparent: Optional[str] = None,
              form: Optional[Form] = None) -> Event:
    """Checks the data, and makes an event of it."""
    if not isinstance(data, kind.message):
        raise TypeError(f"the data of {kind.type} is a {kind.message.__name__}, not a {type(data).__name__}")
    plain, refused = data_of(data)
    violations = violations_of(data) + refused
    if violations:
        raise ValidationError(kind.type, violations)
    subject = _field_text(data, kind.subject)
    source = source or kind.source
    event_id = str(id or new_uuid7())
    key = _field_text(data, kind.key) or subject or source
    event: Dict[str, Any] = {
        "specversion": "1.0", "id": event_id, "source": source, "type": kind.type, "subject": subject, "time": _time_text(time),
        "datacontenttype": "application/json", "eventversion": kind.version, "correlationid": correlation_id or event_id,
        "causationid": causation_id, "userid": user_id, "partitionkey": key, "traceparent": _checked_traceparent(traceparent),
        "traceid": traceparent,  # without it, the sidecar replaces the traceparent
    }
    event = {name: _checked(name, value) for name, value in event.items() if value}
    if checked_form("form", form or default_form) == "protobuf":
        event["datacontenttype"] = "application/protobuf"
        event["data_base64"] = base64.b64encode(data.SerializeToString()).decode("ascii")
    else:
        event["data"] = plain
    return Event(event_id, key, json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8"))


def checked_form(name: str, form: str) -> Form:
    if form not in ("json", "protobuf"):
        raise ValueError(f"{name} is {form!r}; allowed are json and protobuf")
    return "protobuf" if form == "protobuf" else "json"


def _checked(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a {type(value).__name__}; allowed is str")
    try:
        bad = b"\0" in value.encode("utf-8")
    except UnicodeEncodeError:
        bad = True
    if bad:
        raise ValueError(f"{name} is {value!r}; allowed is text without U+0000 and lone surrogates")
    return value


def _checked_traceparent(traceparent: Optional[str]) -> Optional[str]:
    if traceparent and not _TRACEPARENT.fullmatch(traceparent):
        raise ValueError(f"traceparent is {traceparent!r}; allowed is the form 00-(32 hex digits)-(16)-(2), in small letters")
    return traceparent


def _time_text(time: Optional[datetime.datetime]) -> str:
    if time is None:
        time = datetime.datetime.now(datetime.timezone.utc)
    if time.tzinfo is None:
        raise ValueError(f"time is {time}, without a time zone; allowed is one with, as datetime.now(timezone.utc)")
    return time.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _field_text(data: Message, name: str) -> str:
    """The field's value as text; "" when it isn't there."""
    if not name:
        return ""
    field = data.DESCRIPTOR.fields_by_name[name]
    if field.has_presence and not data.HasField(name):
        return ""
    value = getattr(data, name)
    return str(value.value if field.message_type else value)


def new_uuid7() -> str:
    """RFC 9562: milliseconds, 12 bits of a fraction of one, and random bits; ordered by time."""
    now_us = clock.time_ns() // 1000
    fraction = (now_us % 1000) * 4096 // 1000
    value = (now_us // 1000) << 80 | 7 << 76 | fraction << 64 | 2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    return str(uuid.UUID(int=value))
