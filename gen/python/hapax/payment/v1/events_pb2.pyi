from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import wrappers_pb2 as _wrappers_pb2
from hapax import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PaymentFailed(_message.Message):
    __slots__ = ["amount", "order_id", "reason", "transaction_id"]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_ID_FIELD_NUMBER: _ClassVar[int]
    amount: str
    order_id: str
    reason: _wrappers_pb2.StringValue
    transaction_id: str
    def __init__(self, order_id: _Optional[str] = ..., transaction_id: _Optional[str] = ..., amount: _Optional[str] = ..., reason: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...

class PaymentProcessed(_message.Message):
    __slots__ = ["amount", "order_id", "reason", "transaction_id"]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_ID_FIELD_NUMBER: _ClassVar[int]
    amount: str
    order_id: str
    reason: _wrappers_pb2.StringValue
    transaction_id: str
    def __init__(self, order_id: _Optional[str] = ..., transaction_id: _Optional[str] = ..., amount: _Optional[str] = ..., reason: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...

class PaymentRefunded(_message.Message):
    __slots__ = ["amount", "order_id", "reason", "transaction_id"]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_ID_FIELD_NUMBER: _ClassVar[int]
    amount: str
    order_id: str
    reason: _wrappers_pb2.StringValue
    transaction_id: str
    def __init__(self, order_id: _Optional[str] = ..., transaction_id: _Optional[str] = ..., amount: _Optional[str] = ..., reason: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping]] = ...) -> None: ...
