"""The contract's rules, by protovalidate."""

from __future__ import annotations

import importlib.util
import sys
import types
from typing import Any, List, NamedTuple

from google.protobuf.message import Message


class Violation(NamedTuple):
    """One broken rule: the path of its field, as tags[1], the rule's name and what is allowed."""

    field: str
    rule: str
    message: str


def _provide_rules() -> None:
    """protoc's modules import buf.validate.validate_pb2. Since its version 2 protovalidate carries that file's description, but not that
    module, so it is made here of the one that is there: never a second one."""
    if importlib.util.find_spec("buf") and importlib.util.find_spec("buf.validate.validate_pb2"):
        return
    from protovalidate import ViolationPb  # pylint: disable=import-outside-toplevel
    from google.protobuf import descriptor_pb2, descriptor_pool, duration_pb2, field_mask_pb2, timestamp_pb2  # noqa: F401 pylint: disable=import-outside-toplevel,unused-import
    from google.protobuf.internal import builder  # pylint: disable=import-outside-toplevel

    described = ViolationPb.desc().file.proto.to_binary()
    module: Any = types.ModuleType("buf.validate.validate_pb2")
    module.DESCRIPTOR = descriptor_pool.Default().AddSerializedFile(described)
    builder.BuildMessageAndEnumDescriptors(module.DESCRIPTOR, module.__dict__)
    builder.BuildTopDescriptorsAndMessages(module.DESCRIPTOR, module.__name__, module.__dict__)
    buf: Any = sys.modules.setdefault("buf", types.ModuleType("buf"))
    package: Any = sys.modules.setdefault("buf.validate", types.ModuleType("buf.validate"))
    for made in (buf, package):
        made.__path__ = getattr(made, "__path__", [])
    buf.validate, package.validate_pb2 = package, module
    sys.modules[module.__name__] = module


try:
    _provide_rules()
    import protovalidate
except ImportError as error:
    raise ImportError(f"hapax needs protovalidate with its rules, buf.validate.validate_pb2: {error}. From Python 3.11 on, protovalidate 2 has them; "
                      "before, generate them from protovalidate's own validate.proto (protoc --python_out)") from error


def violations_of(message: Message) -> List[Violation]:
    """Everything that breaks a rule, in the order in which protovalidate finds it."""
    found = (violation.proto for violation in protovalidate.collect_violations(message))
    return [Violation(_path_text(violation.field), violation.rule_id, violation.message or violation.rule_id) for violation in found]


def _path_text(path: Any) -> str:
    return ".".join(element.field_name + _subscript_text(element) for element in path.elements) if path else ""


def _subscript_text(element: Any) -> str:
    """protovalidate 2 has messages of its own kind, earlier versions Google's."""
    if hasattr(element, "WhichOneof"):
        name = element.WhichOneof("subscript")
        key = getattr(element, name) if name else None
    else:
        key = element.subscript.value if element.subscript else None
    if key is None:
        return ""
    return f'["{key}"]' if isinstance(key, str) else f"[{str(key).lower()}]"
