"""Data in the JSON form of events: names as in the .proto, 64-bit integers as numbers up to 2^53 and as texts beyond, repeated fields always
there, what is absent left out, wrappers as bare values."""

from __future__ import annotations

import base64
import math
import struct
from typing import Any, Dict, List

from google.protobuf import json_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from ._validate import Violation

_EXACT_MAX = 2**53
_WRAPPERS = {f"google.protobuf.{kind}Value" for kind in ("Bool", "Bytes", "Double", "Float", "Int32", "Int64", "String", "UInt32", "UInt64")}
_OTHERS_OF_GOOGLE = {f"google.protobuf.{kind}" for kind in ("Any", "Duration", "FieldMask", "ListValue", "Struct", "Timestamp", "Value")}


class _Writer:
    def __init__(self) -> None:
        self.violations: List[Violation] = []

    def refuse(self, path: str, rule: str, message: str) -> None:
        self.violations.append(Violation(path, rule, message))

    def message(self, message: Message, path: str) -> Any:
        name = message.DESCRIPTOR.full_name
        if name in _WRAPPERS:
            return self.scalar(message.DESCRIPTOR.fields_by_name["value"], getattr(message, "value"), path)
        if name in _OTHERS_OF_GOOGLE:
            return self.others(message, path)
        written: Dict[str, Any] = {}
        for field in message.DESCRIPTOR.fields:
            if _is_repeated(field) or not field.has_presence or message.HasField(field.name):
                written[field.name] = self.field(field, getattr(message, field.name), f"{path}.{field.name}" if path else field.name)
        return written

    def others(self, message: Message, path: str) -> Any:
        try:
            written = json_format.MessageToDict(message, preserving_proto_field_name=True)
        except (ValueError, json_format.Error) as error:
            self.refuse(path, "json", f"can't be JSON: {error}")
            return None
        self.texts(written, path)
        return written

    def texts(self, value: Any, path: str) -> None:
        """Texts anywhere in a Struct."""
        if isinstance(value, str):
            self.text(value, path)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.texts(item, f"{path}[{index}]")
        elif isinstance(value, dict):
            for key, item in value.items():
                self.text(key, path)
                self.texts(item, f"{path}.{key}")

    def text(self, text: str, path: str) -> str:
        if "\0" in text:
            self.refuse(path, "string.utf8", "must not contain U+0000")
        return text

    def field(self, field: Any, value: Any, path: str) -> Any:
        if not _is_repeated(field):
            return self.one(field, value, path)
        if not _is_map(field):
            return [self.one(field, item, f"{path}[{index}]") for index, item in enumerate(value)]
        keys, values = field.message_type.fields_by_name["key"], field.message_type.fields_by_name["value"]
        return {self.key(keys, key, path): self.one(values, item, f"{path}[{_quoted(key)}]") for key, item in value.items()}

    def key(self, field: Any, key: Any, path: str) -> str:
        if isinstance(key, bool):
            return "true" if key else "false"
        return str(self.scalar(field, key, path))

    def one(self, field: Any, value: Any, path: str) -> Any:
        return self.message(value, path) if field.message_type else self.scalar(field, value, path)

    def scalar(self, field: Any, value: Any, path: str) -> Any:
        if field.cpp_type == FieldDescriptor.CPPTYPE_ENUM:
            known = field.enum_type.values_by_number.get(value)
            return known.name if known else value
        if isinstance(value, bytes):
            return base64.b64encode(value).decode("ascii")
        if isinstance(value, str):
            return self.text(value, path)
        if isinstance(value, float):
            return _floating(field, value)
        if field.cpp_type in (FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT64) and abs(value) > _EXACT_MAX:
            return str(value)
        return value


def _is_repeated(field: Any) -> bool:
    repeated = getattr(field, "is_repeated", None)  # newer versions of protobuf have no label
    return bool(field.label == FieldDescriptor.LABEL_REPEATED if repeated is None else repeated)


def _is_map(field: Any) -> bool:
    return bool(field.message_type and field.message_type.GetOptions().map_entry)


def _quoted(key: Any) -> str:
    return f'"{key}"' if isinstance(key, str) else str(key).lower()


def _floating(field: Any, value: float) -> Any:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if field.cpp_type != FieldDescriptor.CPPTYPE_FLOAT:
        return value
    for digits in range(6, 9):
        shorter = float(f"{value:.{digits}g}")
        if abs(shorter) < 3.4e38 and struct.unpack("f", struct.pack("f", shorter))[0] == value:
            return shorter
    return float(f"{value:.9g}")


def data_of(message: Message) -> "tuple[Any, List[Violation]]":
    """The data, and what in it no consumer takes."""
    writer = _Writer()
    return writer.message(message, ""), writer.violations
