from buf.validate import validate_pb2 as _validate_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class SecurityAlertRaised(_message.Message):
    __slots__ = ["alert_id", "evidence_event_ids", "kind", "severity", "user_id"]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_EVENT_IDS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    alert_id: str
    evidence_event_ids: _containers.RepeatedScalarFieldContainer[str]
    kind: str
    severity: str
    user_id: str
    def __init__(self, alert_id: _Optional[str] = ..., user_id: _Optional[str] = ..., kind: _Optional[str] = ..., severity: _Optional[str] = ..., evidence_event_ids: _Optional[_Iterable[str]] = ...) -> None: ...
