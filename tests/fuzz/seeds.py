#!/usr/bin/env python3
"""Makes the seeds of tests/fuzz/corpus that come from the contract: of its events, and of protoc's requests for its files. Run by hand, after
changes that add something new: ~/.cache/hapax/venv/bin/python tests/fuzz/seeds.py. protoc runs this very file as a plugin, too."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from google.protobuf.compiler import plugin_pb2

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parents[1]
CORPUS = HERE / "corpus"
DUMP = "HAPAX_FUZZ_DUMP"
ID = "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"
DATA = {"task_id": 5, "user_id": "ada", "title": "Buy milk", "created_at": "2026-01-31T17:00:00Z"}


def dump():
    """As protoc's plugin: the request goes to a file, without what makes it large and tells the plugin nothing."""
    request = plugin_pb2.CodeGeneratorRequest.FromString(sys.stdin.buffer.read())
    for file in list(request.proto_file):
        if file.name not in request.file_to_generate:
            file.ClearField("source_code_info")
        if file.name == "google/protobuf/descriptor.proto":
            request.proto_file.remove(file)
    for file in request.proto_file:
        if "google/protobuf/descriptor.proto" in file.dependency:
            file.ClearField("dependency")
            file.ClearField("extension")
            del file.message_type[32:]
    pathlib.Path(os.environ[DUMP]).write_bytes(request.SerializeToString())
    sys.stdout.buffer.write(plugin_pb2.CodeGeneratorResponse().SerializeToString())


def wide():
    """Messages that hold each other in many fields: 20 to the power of 12 ways through them, and no personal data but one."""
    messages = [f"message L{level} {{ {' '.join(f'L{level + 1} f{field} = {field};' for field in range(1, 21))} }}" for level in range(12)]
    return "\n".join(['syntax = "proto3";', "package acme.wide.v1;", 'import "hapax/options.proto";', 'option (hapax.topic) = {name: "wide-events"};', *messages,
                      "message L12 { string email = 1 [(hapax.data).pii = true]; L0 again = 2; }",
                      'message WideMade { option (hapax.event) = {type: "wide.made" version: "1.0" topic: "wide-events" owner: "wide"}; L3 all = 1; string id = 2; }'])


def requests():
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "wide.proto").write_text(wide())
        request(pathlib.Path(folder), "wide.proto")
    for root in (TREE / "proto", TREE / "tests/golden/good/proto"):
        for file in sorted(root.rglob("*.proto")):
            name = str(file.relative_to(root))
            if root == TREE / "proto" and not name.startswith("hapax/"):
                continue
            request(root, name)


def request(root, name):
    target = CORPUS / "plugin" / name.replace("/", "-").replace(".proto", "")
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["protoc", f"--plugin=protoc-gen-dump={HERE / 'seeds.py'}", f"--dump_out=catalogue=acme:{target.parent}", "-I", root, "-I", TREE / "proto",
                    "-I", "/usr/include", name], check=True, env={**os.environ, DUMP: str(target), "PATH": f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"})


def fill(message, depth=0):
    """A value in every field: a Struct's are made by name, timestamps are in range."""
    for field in message.DESCRIPTOR.fields:
        kinds = {field.CPPTYPE_STRING: "ada", field.CPPTYPE_INT32: 7, field.CPPTYPE_INT64: 7, field.CPPTYPE_UINT32: 7, field.CPPTYPE_UINT64: 7, field.CPPTYPE_BOOL: True,
                 field.CPPTYPE_DOUBLE: 0.5, field.CPPTYPE_FLOAT: 0.5, field.CPPTYPE_ENUM: 1}
        value = getattr(message, field.name)
        name = field.message_type.full_name if field.message_type else ""
        if name == "google.protobuf.Struct":
            value.update({"title": "a", "n": 1.5, "deep": {"list": [None, True, "x"]}})
        elif field.message_type and field.is_repeated:
            fill(value.add(), depth + 1)
        elif field.message_type and depth < 4:
            value.SetInParent()
            fill(value, depth + 1)
        elif field.is_repeated:
            value.append(kinds[field.cpp_type])
        elif not field.message_type:
            setattr(message, field.name, kinds[field.cpp_type] if field.type != field.TYPE_BYTES else b"ada")
    return message


def data_of_events():
    sys.path.insert(0, str(TREE / "tests/harness/python"))
    from harness.protos import message, pool  # pylint: disable=import-outside-toplevel
    option = pool().FindExtensionByName("hapax.event")
    for file in sorted((TREE / "proto/hapax").rglob("events.proto")):
        described = pool().FindFileByName(str(file.relative_to(TREE / "proto")))
        for found in described.message_types_by_name.values():
            # Made with the class of another pool, the option is an unknown field: its first field is the type.
            options = message("google.protobuf.MessageOptions")
            options.ParseFromString(found.GetOptions().SerializeToString())
            if not options.HasExtension(option):
                continue
            kind = options.Extensions[option].type
            target = CORPUS / "event_data" / kind
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(kind.encode() + b"\n" + fill(message(found.full_name)).SerializeToString())


def older_envelopes():
    whole = {"event_id": ID, "event_type": "TASK_CREATED", "event_version": "1.0", "timestamp": "2026-01-31T17:00:00", "source": "todo", "data": DATA,
             "metadata": {"correlation_id": "c", "causation_id": "d", "user_id": "ada", "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}
    beside = {"eventType": "created", "schema_version": 1, "timestamp": 1769878800.5, "task_data": {"title": "t", "description": None}, "taskId": 5, "user_id": "ada",
              "created_at": "2026-01-31T17:00:00Z", "description": "x", "metadata": {"trace_id": "t", "correlationId": 7}}
    seeds = {"whole": json.dumps(whole), "beside": json.dumps(beside), "flat": json.dumps({"event_id": "1", "event_type": "task.created", "version": "v1.2", **DATA}),
             "text": json.dumps(json.dumps(whole)), "data-as-text": json.dumps({**whole, "data": json.dumps(DATA)}), "payload": json.dumps({**beside, "payload": {}}),
             "changed": json.dumps({"event_id": "1", "event_type": "task.update", "data": {"event_type": "task.updated", "task_id": 5, "user_id": "a", "changes": {}}}),
             "wrong": json.dumps({name: [value] for name, value in whole.items()}), "unknown": json.dumps({"event_type": "a.b", "event_id": 1, "data": 2})}
    for name, text in seeds.items():
        target = CORPUS / "adapt" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


if DUMP in os.environ:
    dump()
else:
    requests()
    data_of_events()
    older_envelopes()
