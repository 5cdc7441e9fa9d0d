from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import wrappers_pb2 as _wrappers_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UserLoggedIn(_message.Message):
    __slots__ = ["ip_address", "login_method", "user_agent", "user_id"]
    IP_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    LOGIN_METHOD_FIELD_NUMBER: _ClassVar[int]
    USER_AGENT_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    ip_address: str
    login_method: str
    user_agent: str
    user_id: str
    def __init__(self, user_id: _Optional[str] = ..., login_method: _Optional[str] = ..., ip_address: _Optional[str] = ..., user_agent: _Optional[str] = ...) -> None: ...

class UserLoginFailed(_message.Message):
    __slots__ = ["ip_address", "login_method", "reason", "user_agent", "user_id"]
    IP_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    LOGIN_METHOD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    USER_AGENT_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    ip_address: str
    login_method: str
    reason: str
    user_agent: str
    user_id: _wrappers_pb2.StringValue
    def __init__(self, login_method: _Optional[str] = ..., ip_address: _Optional[str] = ..., user_agent: _Optional[str] = ..., reason: _Optional[str] = ..., user_id: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...

class UserRegistered(_message.Message):
    __slots__ = ["email", "registered_at", "user_id"]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_AT_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    email: str
    registered_at: _timestamp_pb2.Timestamp
    user_id: str
    def __init__(self, user_id: _Optional[str] = ..., email: _Optional[str] = ..., registered_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
