from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReminderScheduled(_message.Message):
    __slots__ = ["due_at", "remind_at", "task_id", "title", "user_id"]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    REMIND_AT_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    due_at: _timestamp_pb2.Timestamp
    remind_at: _timestamp_pb2.Timestamp
    task_id: int
    title: str
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., title: _Optional[str] = ..., due_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., remind_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReminderTriggered(_message.Message):
    __slots__ = ["due_date", "reminder_type", "task_id", "title", "user_id"]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    REMINDER_TYPE_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    due_date: _timestamp_pb2.Timestamp
    reminder_type: str
    task_id: int
    title: str
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., title: _Optional[str] = ..., reminder_type: _Optional[str] = ..., due_date: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
