from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DATA_FIELD_NUMBER: _ClassVar[int]
DESCRIPTOR: _descriptor.FileDescriptor
EVENT_FIELD_NUMBER: _ClassVar[int]
ON_DEAD_CONTINUE: OnDead
ON_DEAD_HOLD: OnDead
ON_DEAD_UNSPECIFIED: OnDead
TOPIC_FIELD_NUMBER: _ClassVar[int]
data: _descriptor.FieldDescriptor
event: _descriptor.FieldDescriptor
topic: _descriptor.FieldDescriptor

class EventOptions(_message.Message):
    __slots__ = ["aliases", "consumers", "description", "example", "key", "owner", "retention", "retry", "subject", "topic", "topic_aliases", "type", "version"]
    ALIASES_FIELD_NUMBER: _ClassVar[int]
    CONSUMERS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    EXAMPLE_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    RETENTION_FIELD_NUMBER: _ClassVar[int]
    RETRY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    TOPIC_ALIASES_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    aliases: _containers.RepeatedScalarFieldContainer[str]
    consumers: _containers.RepeatedScalarFieldContainer[str]
    description: str
    example: str
    key: str
    owner: str
    retention: str
    retry: RetryOptions
    subject: str
    topic: str
    topic_aliases: _containers.RepeatedScalarFieldContainer[str]
    type: str
    version: str
    def __init__(self, type: _Optional[str] = ..., version: _Optional[str] = ..., topic: _Optional[str] = ..., key: _Optional[str] = ..., subject: _Optional[str] = ..., aliases: _Optional[_Iterable[str]] = ..., topic_aliases: _Optional[_Iterable[str]] = ..., owner: _Optional[str] = ..., consumers: _Optional[_Iterable[str]] = ..., description: _Optional[str] = ..., retention: _Optional[str] = ..., example: _Optional[str] = ..., retry: _Optional[_Union[RetryOptions, _Mapping]] = ...) -> None: ...

class FieldOptions(_message.Message):
    __slots__ = ["pii"]
    PII_FIELD_NUMBER: _ClassVar[int]
    pii: bool
    def __init__(self, pii: bool = ...) -> None: ...

class RetryOptions(_message.Message):
    __slots__ = ["initial_interval", "max_attempts", "max_interval", "on_dead"]
    INITIAL_INTERVAL_FIELD_NUMBER: _ClassVar[int]
    MAX_ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    MAX_INTERVAL_FIELD_NUMBER: _ClassVar[int]
    ON_DEAD_FIELD_NUMBER: _ClassVar[int]
    initial_interval: str
    max_attempts: int
    max_interval: str
    on_dead: OnDead
    def __init__(self, max_attempts: _Optional[int] = ..., initial_interval: _Optional[str] = ..., max_interval: _Optional[str] = ..., on_dead: _Optional[_Union[OnDead, str]] = ...) -> None: ...

class TopicOptions(_message.Message):
    __slots__ = ["also_called", "description", "name", "partitions", "replication", "retention"]
    ALSO_CALLED_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PARTITIONS_FIELD_NUMBER: _ClassVar[int]
    REPLICATION_FIELD_NUMBER: _ClassVar[int]
    RETENTION_FIELD_NUMBER: _ClassVar[int]
    also_called: _containers.RepeatedScalarFieldContainer[str]
    description: str
    name: str
    partitions: int
    replication: int
    retention: str
    def __init__(self, name: _Optional[str] = ..., description: _Optional[str] = ..., partitions: _Optional[int] = ..., replication: _Optional[int] = ..., retention: _Optional[str] = ..., also_called: _Optional[_Iterable[str]] = ...) -> None: ...

class OnDead(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
