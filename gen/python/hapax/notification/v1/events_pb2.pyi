from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import wrappers_pb2 as _wrappers_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NotificationFailed(_message.Message):
    __slots__ = ["cause_event_id", "channel", "error", "notification_id", "template", "user_id"]
    CAUSE_EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    NOTIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    cause_event_id: str
    channel: str
    error: _wrappers_pb2.StringValue
    notification_id: str
    template: str
    user_id: str
    def __init__(self, notification_id: _Optional[str] = ..., user_id: _Optional[str] = ..., channel: _Optional[str] = ..., template: _Optional[str] = ..., cause_event_id: _Optional[str] = ..., error: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...

class NotificationSent(_message.Message):
    __slots__ = ["cause_event_id", "channel", "error", "notification_id", "template", "user_id"]
    CAUSE_EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    NOTIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    cause_event_id: str
    channel: str
    error: _wrappers_pb2.StringValue
    notification_id: str
    template: str
    user_id: str
    def __init__(self, notification_id: _Optional[str] = ..., user_id: _Optional[str] = ..., channel: _Optional[str] = ..., template: _Optional[str] = ..., cause_event_id: _Optional[str] = ..., error: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...
