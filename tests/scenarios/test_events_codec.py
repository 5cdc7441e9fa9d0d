"""`hapax events encode` and `decode`: JSON in, bytes out, and back."""

import json
import subprocess

import pytest
from harness import places

EVENT = {"task_id": 5, "user_id": "ada", "title": "Buy milk", "created_at": "2026-01-31T17:00:00.500Z", "tags": ["a"]}


def hapax(*words, given=b""):
    return subprocess.run([places.HAPAX, "events", *words], input=given, capture_output=True, check=False)


def encoded(text, *flags, type_name="task.created"):
    done = hapax("encode", type_name, *flags, given=text if isinstance(text, bytes) else json.dumps(text).encode())
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_encoded_is_decoded_in_either_form():
    content = encoded(EVENT)
    assert content == bytes.fromhex("08051203616461") + b"\x1a\x08Buy milk" + bytes.fromhex("220c0890eaf8cb061080cab5ee01420161")
    assert json.loads(hapax("decode", "task.created", given=content).stdout) == EVENT
    canonical = json.loads(hapax("decode", "task.created", "--canonical", given=content).stdout)
    assert canonical == {"taskId": "5", "userId": "ada", "title": "Buy milk", "createdAt": "2026-01-31T17:00:00.500Z", "tags": ["a"]}
    assert encoded(canonical, "--canonical") == content


@pytest.mark.parametrize("name", ["tasks.created", "task.created@1", "hapax.tasks.v1.TaskCreated"])
def test_a_type_has_several_names(name):
    assert encoded({"task_id": 1}, type_name=name) == b"\x08\x01"


def test_a_well_known_type_is_one_value():
    assert encoded(b'"1.5s"', type_name="google.protobuf.Duration") == bytes.fromhex("0801") + b"\x10" + bytes.fromhex("80cab5ee01")


def test_every_wrong_field_is_named_on_a_line_of_its_own():
    done = hapax("encode", "task.created", given=b'{"task_id":"x","tags":[1],"nope":1}')
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1 and done.stdout == b""
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["task_id", "tags[0]", "nope"]


def test_unknown_fields_can_be_ignored():
    assert encoded({"nope": {"a": [1]}, "task_id": 2}, "--ignore-unknown") == b"\x08\x02"


@pytest.mark.parametrize("verb, given, said", [("encode", b"{", "byte"), ("encode", b"", "empty"), ("decode", b"\xff\xff", "malformed"),
                                               ("decode", b"\x1a\x02\xff\xff", "title: is not well-formed UTF-8")])
def test_what_is_no_message_is_refused(verb, given, said):
    done = hapax(verb, "task.created", given=given)
    assert done.returncode == 1 and done.stdout == b"" and said in done.stderr.decode()


@pytest.mark.parametrize("words", [("encode",), ("decode", "task.craeted"), ("decode", "task.created@7"), ("decode", "a", "b"), ("encode", "--nonsense", "task.created")])
def test_usage(words):
    done = hapax(*words)
    assert done.returncode == 2 and done.stdout == b"" and done.stderr
