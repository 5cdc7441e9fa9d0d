"""The rules mean what they mean to protovalidate: the same verdicts, paths and rule ids as its own library, over random messages.

Our proto/buf/validate/validate.proto and protovalidate's own are never in one process: what Python loads is the real one."""

import json
import os
import struct
import subprocess

import protovalidate
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, duration_pb2, field_mask_pb2, message_factory, timestamp_pb2
from harness import rule_messages
from harness.places import HAPAX, TREE
from protovalidate._gen.buf.validate import validate_pb

SEED = int(os.environ.get("HAPAX_TEST_SEED", "20261121"))
MESSAGES_PER_TYPE = int(os.environ.get("HAPAX_TEST_MESSAGES", "1000"))
# As violation_add() keeps them.
VIOLATIONS_KEPT = 64
CHECK_RULES = HAPAX.parent / "tests" / "check_rules"
VALIDATE = "buf/validate/validate.proto"
# The tag of (hapax.event) among a message's options.
EVENT_OPTION = b"\xa2\xbb\x18"


def run_protoc(out, *arguments):
    google = subprocess.run(["pkg-config", "--variable=includedir", "protobuf"], capture_output=True, text=True).stdout.strip() or "/usr/include"
    files = sorted(str(path.relative_to(TREE / "tests/rules/proto")) for path in TREE.glob("tests/rules/proto/rules/v1/*.proto"))
    files += sorted(str(path.relative_to(TREE / "proto")) for path in TREE.glob("proto/hapax/**/*.proto"))
    subprocess.run(["protoc", *arguments, "-I", TREE / "tests/rules/proto", "-I", google, f"--descriptor_set_out={out}", *files], check=True)
    return descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())


@pytest.fixture(scope="module")
def real_file():
    """protovalidate's own validate.proto."""
    return descriptor_pb2.FileDescriptorProto.FromString(validate_pb._DESC.proto.to_binary())


@pytest.fixture(scope="module")
def real_set(real_file, tmp_path_factory):
    """hapax's and the tests' files, compiled against it."""
    work = tmp_path_factory.mktemp("real")
    imports = descriptor_pb2.FileDescriptorSet()
    for module in (descriptor_pb2, duration_pb2, timestamp_pb2, field_mask_pb2):
        module.DESCRIPTOR.CopyToProto(imports.file.add())
    imports.file.append(real_file)
    (work / "real.binpb").write_bytes(imports.SerializeToString())
    (work / "proto").mkdir()
    (work / "proto" / "hapax").symlink_to(TREE / "proto" / "hapax")
    return run_protoc(work / "out.binpb", f"--descriptor_set_in={work / 'real.binpb'}", "-I", work / "proto", "--include_imports")


@pytest.fixture(scope="module")
def pool(real_set):
    pool = descriptor_pool.DescriptorPool()
    for file in real_set.file:
        pool.Add(file)
    return pool


def path_of(violation):
    """lines[2].sku, labels["colour"].name, as hapax writes it."""
    parts = []
    for element in violation.proto.field.elements if violation.proto.has_field("field") else []:
        parts.append(("." if parts else "") + element.field_name)
        if element.subscript is None:
            continue
        value = element.subscript.value
        if isinstance(value, str):
            value = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        parts.append(f"[{str(value).lower() if isinstance(value, bool) else value}]")
    return "".join(parts)


def verdict(message):
    return sorted([path_of(violation), violation.proto.rule_id] for violation in protovalidate.collect_violations(message))


def broken_fields(message):
    names = set()
    for violation in protovalidate.collect_violations(message):
        names.add(violation.proto.field.elements[0].field_name)
    return names


def make_messages(pool, name, count):
    """A third is repaired until it is valid or nearly so, of these half is broken again in one field."""
    chance = rule_messages.generator(f"{SEED} {name}")
    kind = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
    yield kind()
    for index in range(count - 1):
        message = kind()
        rule_messages.fill(chance, message)
        try:
            if index % 3 == 0:
                rule_messages.repair(chance, message, broken_fields)
            if index % 6 == 0:
                rule_messages.fill_field(chance, message, chance.choice(message.DESCRIPTOR.fields), 1)
        except protovalidate.EvaluationError:
            pass
        yield message


def with_bytes(message, before):
    """The message and its bytes; now and then the lists and maps of another one stand in front: keys are there twice then, lists go on."""
    body = message.SerializeToString()
    if before is not None:
        lists = type(message)()
        lists.CopyFrom(before)
        for field in lists.DESCRIPTOR.fields:
            if not field.is_repeated:
                lists.ClearField(field.name)
        body = lists.SerializeToString() + body
        message = type(message).FromString(body)
    return message, body


def check_with_hapax(name, bodies):
    encoded = name.encode()
    records = b"".join(struct.pack("<I", len(encoded)) + encoded + struct.pack("<I", len(body)) + body for body in bodies)
    done = subprocess.run([CHECK_RULES], input=records, stdout=subprocess.PIPE, check=True, timeout=120)
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(message, ours):
    """None when both agree, else what each says. The differences that docs/rules.md lists are no disagreement."""
    try:
        theirs = verdict(message)
    except protovalidate.EvaluationError as error:
        # Bytes that aren't UTF-8 under a pattern: they give up, we refuse.
        assert "valid UTF-8" in str(error)
        return None if any(rule == "bytes.pattern" for _, rule in ours) else ("evaluation error", ours)
    if isinstance(ours, list) and len(ours) == VIOLATIONS_KEPT:
        return None if all(violation in theirs for violation in ours) else (theirs, ours)
    return None if isinstance(ours, list) and sorted(ours) == theirs else (theirs, ours)


def names_of(file):
    """Its messages that hapax has rules for: all of the tests', events and requests of the catalogue."""
    for message in file.message_type:
        if file.package == "rules.v1" or EVENT_OPTION in message.options.SerializeToString() or message.name.endswith("Request"):
            yield f"{file.package}.{message.name}"


def all_names():
    for path in sorted(TREE.glob("tests/rules/proto/rules/v1/*.proto")) + sorted(TREE.glob("proto/hapax/*/v1/*.proto")):
        yield str(path.relative_to(TREE))


def test_ours_is_a_part_of_the_real_one(real_file, tmp_path):
    """Every name, number and type of our file is in protovalidate's."""
    out = tmp_path / "ours.binpb"
    subprocess.run(["protoc", "-I", TREE / "proto", "-I", "/usr/include", f"--descriptor_set_out={out}", VALIDATE], check=True)
    ours = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes()).file[0]
    assert (ours.name, ours.package, ours.syntax) == (real_file.name, real_file.package, real_file.syntax)

    def field(proto):
        return (proto.name, proto.number, proto.type, proto.type_name, proto.label == proto.LABEL_REPEATED, proto.extendee)

    real_messages = {message.name: message for message in real_file.message_type}
    for message in ours.message_type:
        assert {field(proto) for proto in message.field} <= {field(proto) for proto in real_messages[message.name].field}, message.name
    real_enums = {enum.name: enum for enum in real_file.enum_type}
    for enum in ours.enum_type:
        assert {(v.name, v.number) for v in enum.value} <= {(v.name, v.number) for v in real_enums[enum.name].value}, enum.name
    assert {field(proto) for proto in ours.extension} <= {field(proto) for proto in real_file.extension}


def test_a_contract_compiles_to_the_same_bytes_with_either(real_set, tmp_path):
    ours = run_protoc(tmp_path / "ours.binpb", "-I", TREE / "proto")
    real = {file.name: file for file in real_set.file}
    assert len(ours.file) > 10
    for file in ours.file:
        assert file.SerializeToString(deterministic=True) == real[file.name].SerializeToString(deterministic=True), file.name


@pytest.mark.parametrize("file_name", all_names())
def test_verdicts_paths_and_rule_ids_agree(file_name, real_set, pool):
    file = next(file for file in real_set.file if file_name.endswith(file.name))
    valid = refused = 0
    for name in names_of(file):
        count = MESSAGES_PER_TYPE if file.package == "rules.v1" else MESSAGES_PER_TYPE // 4
        made = list(make_messages(pool, name, count))
        messages, bodies = zip(*(with_bytes(message, made[i - 1] if i % 5 == 4 else None) for i, message in enumerate(made)))
        verdicts = check_with_hapax(name, bodies)
        assert len(verdicts) == len(messages)
        for message, ours in zip(messages, verdicts):
            difference = compare(message, ours)
            assert difference is None, f"{name}\n{message}\nprotovalidate: {difference[0]}\nhapax: {difference[1]}"
            valid += ours == []
            refused += ours != []
    assert valid > 0 and refused > 0
