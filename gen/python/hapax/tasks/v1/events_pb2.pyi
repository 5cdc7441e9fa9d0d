from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import wrappers_pb2 as _wrappers_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TaskChanged(_message.Message):
    __slots__ = ["changes", "event_type", "task_id", "user_id"]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    changes: _struct_pb2.Struct
    event_type: str
    task_id: int
    user_id: str
    def __init__(self, event_type: _Optional[str] = ..., task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., changes: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class TaskCompleted(_message.Message):
    __slots__ = ["after", "before", "completed_at", "duration_seconds", "task_id", "user_id"]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_AT_FIELD_NUMBER: _ClassVar[int]
    DURATION_SECONDS_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    after: _struct_pb2.Struct
    before: _struct_pb2.Struct
    completed_at: _timestamp_pb2.Timestamp
    duration_seconds: int
    task_id: int
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., duration_seconds: _Optional[int] = ..., completed_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., before: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., after: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class TaskCorrected(_message.Message):
    __slots__ = ["after", "before", "corrects", "reason", "task_id", "user_id"]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    CORRECTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    after: _struct_pb2.Struct
    before: _struct_pb2.Struct
    corrects: str
    reason: str
    task_id: int
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., corrects: _Optional[str] = ..., reason: _Optional[str] = ..., before: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., after: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class TaskCreated(_message.Message):
    __slots__ = ["created_at", "description", "due_date", "priority", "recurrence", "tags", "task_id", "title", "user_id"]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    created_at: _timestamp_pb2.Timestamp
    description: _wrappers_pb2.StringValue
    due_date: _timestamp_pb2.Timestamp
    priority: _wrappers_pb2.StringValue
    recurrence: _wrappers_pb2.StringValue
    tags: _containers.RepeatedScalarFieldContainer[str]
    task_id: int
    title: str
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., title: _Optional[str] = ..., created_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., description: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ..., due_date: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., priority: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ..., tags: _Optional[_Iterable[str]] = ..., recurrence: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...

class TaskDeleted(_message.Message):
    __slots__ = ["before", "deleted_at", "reason", "task_id", "user_id"]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    before: _struct_pb2.Struct
    deleted_at: _timestamp_pb2.Timestamp
    reason: _wrappers_pb2.StringValue
    task_id: int
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., deleted_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., before: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., reason: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...

class TaskUpdated(_message.Message):
    __slots__ = ["after", "before", "task_id", "updated_at", "user_id"]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    after: _struct_pb2.Struct
    before: _struct_pb2.Struct
    task_id: int
    updated_at: _timestamp_pb2.Timestamp
    user_id: str
    def __init__(self, task_id: _Optional[int] = ..., user_id: _Optional[str] = ..., before: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., after: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., updated_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
