from buf.validate import validate_pb2 as _validate_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class BadgeEarned(_message.Message):
    __slots__ = ["badge", "cause_event_id", "user_id"]
    BADGE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    badge: str
    cause_event_id: str
    user_id: str
    def __init__(self, user_id: _Optional[str] = ..., badge: _Optional[str] = ..., cause_event_id: _Optional[str] = ...) -> None: ...

class PointsAwarded(_message.Message):
    __slots__ = ["cause_event_id", "points", "user_id"]
    CAUSE_EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    cause_event_id: str
    points: int
    user_id: str
    def __init__(self, user_id: _Optional[str] = ..., points: _Optional[int] = ..., cause_event_id: _Optional[str] = ...) -> None: ...
