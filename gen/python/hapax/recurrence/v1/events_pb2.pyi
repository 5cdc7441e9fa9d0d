from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TaskRecurrenceTriggered(_message.Message):
    __slots__ = ["occurrence_at", "rule", "task_id", "user_id"]
    OCCURRENCE_AT_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    occurrence_at: _timestamp_pb2.Timestamp
    rule: str
    task_id: int
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., rule: _Optional[str] = ..., occurrence_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
