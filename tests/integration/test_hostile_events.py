"""Events that no honest publisher makes. Each ends as a dead letter with a reason, is acknowledged, and leaves the process alive; a sidecar that
got anything else would block its topic with it, or lose it without a word."""

import base64
import functools
import json
import uuid

import pytest

from harness.callbacks import PACKAGE, SUCCESS, cloud_event_entry, raw_entry, set_struct, topic_event
from harness.events import as_bytes, cloud_event, task_created
from harness.protos import message


def encoded(**attributes):
    return as_bytes(cloud_event(**attributes))


def spelled(data=json.dumps(task_created()), more="", id_=None):
    """A CloudEvent as text, for what json.dumps would never write. data, more and id_ are JSON, or bytes that should be."""
    parts = [b'{"specversion":"1.0","id":', id_ or json.dumps(str(uuid.uuid4())), b',"source":"/elsewhere","type":"task.created","datacontenttype":"application/json","data":',
             data, more, b"}"]
    return b"".join(part.encode() if isinstance(part, str) else part for part in parts)


def task(**changed):
    return spelled(json.dumps(task_created(**changed)))


def title(replacement):
    return spelled(json.dumps(task_created()).encode().replace(b"Buy milk", replacement if isinstance(replacement, bytes) else replacement.encode()))


def task_id(number):
    return spelled(json.dumps(task_created()).replace('"task_id": 1', f'"task_id": {number}'))


def nested(depth):
    return "[" * depth + "1" + "]" * depth


# Each makes a new payload: the same bytes again would be a redelivery. tag: something new for those that have no id.
EVENTS = {
    "half an object": lambda tag: encoded()[:-5],
    "two objects": lambda tag: encoded() + encoded(),
    "no id": lambda tag: encoded(id=None, data=task_created(title=tag)),
    "empty id": lambda tag: encoded(id="", data=task_created(title=tag)),
    "no source": lambda tag: encoded(source=None),
    "specversion 0.3": lambda tag: encoded(specversion="0.3"),
    "id is an object": lambda tag: spelled(id_='{"a": 1}', more=f',"tag":"{tag}"'),
    "id is null": lambda tag: spelled(id_="null", more=f',"tag":"{tag}"'),
    "time is no time": lambda tag: encoded(time="yesterday"),
    "eventversion is no version": lambda tag: encoded(eventversion="one"),
    "unknown major version": lambda tag: encoded(eventversion="9.0"),
    "data is missing": lambda tag: as_bytes({key: value for key, value in cloud_event().items() if key != "data"}),
    "data is null": lambda tag: spelled("null"),
    "data is text": lambda tag: spelled('"text"'),
    "data is a list": lambda tag: spelled("[]"),
    "data is a number": lambda tag: spelled("7"),
    "no title": lambda tag: spelled(json.dumps({key: value for key, value in task_created().items() if key != "title"})),
    "title of a wrong type": lambda tag: task(title=["x"]),
    "title too long": lambda tag: task(title="x" * 201),
    "task_id of a wrong type": lambda tag: task(task_id="abc"),
    "task_id beyond 64 bits": lambda tag: task_id("99999999999999999999999"),
    "task_id just beyond 64 bits": lambda tag: task_id("9223372036854775808"),
    "task_id beyond 64 bits with an exponent": lambda tag: task_id("1e400"),
    "task_id with a fraction": lambda tag: task_id("1.5"),
    "task_id is zero": lambda tag: task(task_id=0),
    "created_at in words": lambda tag: task(created_at="tomorrow"),
    "priority nobody knows": lambda tag: task(priority="urgent"),
    "data 10,000 deep": lambda tag: spelled(nested(10_000)),
    "objects 10,000 deep": lambda tag: spelled('{"a":' * 10_000 + "1" + "}" * 10_000),
    "an extension 10,000 deep": lambda tag: spelled(more=',"deep":' + nested(10_000)),
    "duplicate id": lambda tag: spelled(more=',"id":"other"'),
    "duplicate data": lambda tag: spelled(more=',"data":{}'),
    "duplicate field in data": lambda tag: spelled(json.dumps(task_created())[:-1] + ', "task_id": 2}'),
    "data and data_base64": lambda tag: spelled(more=',"data_base64":"AAAA"'),
    "data_base64 that isn't": lambda tag: encoded(data_base64="!!!", datacontenttype="application/protobuf"),
    "data_base64 that is no such message": lambda tag: encoded(data_base64=base64.b64encode(b"\xff" * 40).decode(), datacontenttype="application/protobuf"),
    "no UTF-8 in data": lambda tag: title(b"Buy \xc3\x28"),
    "overlong UTF-8": lambda tag: title(b"Buy \xc0\xaf"),
    "a surrogate in UTF-8": lambda tag: title(b"Buy \xed\xa0\x80"),
    "no UTF-8 in an attribute": lambda tag: spelled(more=b',"subject":"\xff"'),
    "U+0000 escaped": lambda tag: title("Buy\\u0000milk"),
    "U+0000 as it is": lambda tag: title("Buy\0milk"),
    "U+0000 in the id": lambda tag: spelled(id_=f'"{tag}\\u0000b"'),
    "lone high surrogate": lambda tag: title("Buy \\ud800"),
    "lone low surrogate": lambda tag: title("\\udc00 milk"),
    "a control character as it is": lambda tag: title("Buy\x01milk"),
}
# No CloudEvents at all; wrapped: as the data of an event.
NO_EVENTS = {
    "no JSON": lambda tag: b"not json at all " + tag.encode(),
    "an array": lambda tag: b'[1, "%s"]' % tag.encode(),
    "a string": lambda tag: b'"%s"' % tag.encode(),
    "binary noise": lambda tag: bytes(range(256)) * 8 + tag.encode(),
    "no type": lambda tag: encoded(kind=None),
    "no specversion": lambda tag: encoded(specversion=None),
    "opened 100,000 times, never closed": lambda tag: b"[" * 100_000 + tag.encode(),
}
REASONS = {"unreadable", "invalid", "unknown_version"}
WAYS = {
    "single": lambda hapax, payload: hapax.callbacks.raw(payload),
    "wrapped": lambda hapax, payload: hapax.callbacks.event(cloud_event(data=payload)),
    "bulk": lambda hapax, payload: hapax.callbacks.bulk([raw_entry("it", payload), raw_entry("honest", cloud_event(source="/honest"))]),
}
CASES = [(name, way) for names, ways in ((EVENTS, ("single", "bulk")), (NO_EVENTS, ("single", "wrapped", "bulk"))) for name in names for way in ways]


@pytest.mark.parametrize("name, way", CASES, ids=[f"{name}-{way}" for name, way in CASES])
def test_a_hostile_event_is_a_dead_letter_with_its_bytes_and_a_reason(hapax, name, way):
    payload = {**EVENTS, **NO_EVENTS}[name](uuid.uuid4().hex)
    known = {(row["consumer"], row["dead_letter_id"]) for row in hapax.database.dead_letters()}
    audited = hapax.database.audit_count()
    answer = WAYS[way](hapax, payload)
    assert answer == ({"it": SUCCESS, "honest": SUCCESS} if way == "bulk" else SUCCESS)
    found = [row for row in hapax.database.dead_letters() if (row["consumer"], row["dead_letter_id"]) not in known]
    assert found, "acknowledged, and nowhere to be found"
    for row in found:
        assert row["reason"] in REASONS and row["error"].strip()
        assert payload in bytes(row["original"]), "the original is kept byte for byte"
    assert hapax.database.audit_count() == audited + (way == "bulk")
    assert hapax.alive()


def test_an_empty_payload_is_a_dead_letter(hapax):
    known = len(hapax.database.dead_letters())
    assert hapax.callbacks.bulk([raw_entry("it", b"")]) == {"it": SUCCESS}
    assert len(hapax.database.dead_letters()) > known


def test_a_hostile_event_again_is_the_same_dead_letter(hapax):
    payload = b"not json, delivered twice"
    assert [hapax.callbacks.bulk([raw_entry("it", payload)]) for _ in range(3)] == [{"it": SUCCESS}] * 3
    letters = [row["consumer"] for row in hapax.database.dead_letters() if payload in bytes(row["original"])]
    assert letters and len(letters) == len(set(letters))


def test_a_broken_version_has_a_reason_of_its_own(hapax):
    payload = cloud_event(eventversion="9.0")
    assert hapax.callbacks.event(payload) == SUCCESS
    assert {row["reason"] for row in hapax.database.wait_dead_letter(event_id=uuid.UUID(payload["id"]))} == {"unknown_version"}


def test_every_broken_rule_is_named_in_the_dead_letter(hapax):
    payload = task(title="x" * 201, priority="urgent", task_id=-1)
    event_id = json.loads(payload)["id"]
    assert hapax.callbacks.raw(payload) == SUCCESS
    row, *_ = hapax.database.wait_dead_letter(event_id=uuid.UUID(event_id))
    assert row["reason"] == "invalid"
    assert all(name in row["error"] for name in ("title", "priority", "task_id")), row["error"]


def test_an_unknown_type_is_acknowledged_and_logged_and_no_dead_letter(hapax):
    before = len(hapax.database.dead_letters())
    event = cloud_event("weather.changed", {"sky": "grey"})
    assert hapax.callbacks.event(event) == SUCCESS
    assert hapax.callbacks.raw(event) == SUCCESS
    assert len(hapax.database.dead_letters()) == before
    assert hapax.database.audit_count(event_id=event["id"]) == 0
    assert "weather.changed" in hapax.part.log()


def test_a_newer_minor_version_with_unknown_fields_is_read(hapax):
    event = cloud_event(data=task_created(title="From the future", colour={"deep": [1, 2]}), eventversion="1.7", newattribute="x")
    assert hapax.callbacks.event(event) == SUCCESS
    row, = hapax.database.audit(event_id=event["id"])
    assert row["data"]["title"] == "From the future" and row["event_version"] == "1.7"


@pytest.mark.parametrize("spelling", ["tasks.created", "todos.task.created", "created"])
def test_other_spellings_of_a_type_are_the_same_event(hapax, spelling):
    event = cloud_event(spelling)
    assert hapax.callbacks.event(event) == SUCCESS
    row, = hapax.database.audit(event_id=event["id"])
    assert row["event_type"] == "task.created"


def test_minimal_events_are_enough(hapax):
    event = {"id": str(uuid.uuid4()), "source": "/elsewhere", "type": "task.created", "specversion": "1.0",
             "data": {"task_id": 5, "user_id": "ada", "title": "Bare", "created_at": "2026-01-01T00:00:00Z"}}
    assert hapax.callbacks.raw(event) == SUCCESS
    row, = hapax.database.audit(event_id=event["id"])
    assert row["event_version"] == "1.0" and row["data"]["title"] == "Bare"


def test_camel_case_field_names_and_numbers_as_text_are_read(hapax):
    event = cloud_event(data={"taskId": "9007199254740993", "userId": "ada", "title": "Big", "createdAt": "2026-01-01T00:00:00Z"})
    assert hapax.callbacks.event(event) == SUCCESS
    row, = hapax.database.audit(event_id=event["id"])
    assert int(row["data"]["task_id"]) == 9007199254740993


def test_text_of_the_whole_world_survives(hapax):
    title = "Zoë 🥛 Ελλάδα 中文 \u202e\u200d\U0001f469"
    event = cloud_event(data=task_created(title=title))
    assert hapax.callbacks.event(event) == SUCCESS
    assert hapax.database.audit(event_id=event["id"])[0]["data"]["title"] == title


# ---- the same event again, and ids used again ----

def test_the_same_event_twice_has_one_effect(hapax):
    event = cloud_event()
    assert [hapax.callbacks.event(event), hapax.callbacks.raw(event), hapax.callbacks.event(event)] == [SUCCESS] * 3
    assert hapax.database.audit_count(event_id=event["id"]) == 1
    assert not [row for row in hapax.database.dead_letters() if str(row["event_id"]) == event["id"]]


def test_the_same_event_twice_in_one_batch_has_one_effect(hapax):
    event = cloud_event()
    assert hapax.callbacks.bulk([raw_entry(number, event) for number in range(5)]) == {str(number): SUCCESS for number in range(5)}
    assert hapax.database.audit_count(event_id=event["id"]) == 1


@pytest.mark.parametrize("change", [{"data": task_created(title="Something else")}, {"source": "/another/place"}], ids=["other content", "other source"])
def test_a_used_id_is_a_dead_letter_id_reuse(hapax, change):
    event = cloud_event()
    assert hapax.callbacks.event(event) == SUCCESS
    assert hapax.callbacks.event({**event, **change}) == SUCCESS
    assert hapax.database.audit_count(event_id=event["id"]) == 1
    rows = [row for row in hapax.database.dead_letters() if str(row["event_id"]) == event["id"]]
    assert rows and {row["reason"] for row in rows} == {"id_reuse"}


def test_ids_that_are_no_uuids_count_per_source(hapax):
    one = cloud_event(id="order-1", source="/shop/a", data=task_created(title="From a"))
    two = cloud_event(id="order-1", source="/shop/b", data=task_created(title="From b"))
    assert [hapax.callbacks.event(event) for event in (one, two, one, two)] == [SUCCESS] * 4
    for event in (one, two):
        expected = uuid.uuid5(uuid.NAMESPACE_URL, event["source"] + event["id"])
        rows = hapax.database.query("select event_id from audit.audit_log where data->>'title' = %s", event["data"]["title"])
        assert len(rows) == 1 and rows[0]["event_id"].version == 5, expected


# ---- what only a sidecar's own fields can carry ----

@functools.cache
def deep_struct(depth):
    """A google.protobuf.Struct {"deep": [[[...]]]}, built from the inside, since the library refuses to."""
    def field(number, payload):
        return bytes([number << 3 | 2]) + varint(len(payload)) + payload

    value = b"\x08\x00"
    for _ in range(depth):
        value = field(6, field(1, value))
    return field(1, field(1, b"deep") + field(2, value))


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


@pytest.mark.parametrize("depth", [63, 65, 1_000, 9_000, 30_000])
@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_deeply_nested_extension_does_not_end_the_process(hapax, depth, way):
    event = cloud_event()
    if way == "single":
        request = topic_event(event)
        set_struct(request, "extensions", deep_struct(depth))
        assert hapax.callbacks.single(request) == SUCCESS
    else:
        entry = cloud_event_entry(0, event)
        set_struct(entry.cloud_event, "extensions", deep_struct(depth))
        assert hapax.callbacks.bulk([entry]) == {"0": SUCCESS}
    assert hapax.alive()
    letters = [row for row in hapax.database.dead_letters() if deep_struct(depth) in bytes(row["original"])]
    assert letters or hapax.database.audit_count(event_id=event["id"]) == 1
    if depth > 64:
        assert letters and letters[0]["reason"] in REASONS


def test_an_entry_without_an_event_is_a_dead_letter(hapax):
    before = len(hapax.database.dead_letters())
    entry = message(PACKAGE + "TopicEventBulkRequestEntry", entry_id="0", content_type="text/plain")
    assert hapax.callbacks.bulk([entry]) == {"0": SUCCESS}
    assert len(hapax.database.dead_letters()) > before


def test_entry_ids_may_be_anything(hapax):
    events = [cloud_event() for _ in range(4)]
    ids = ["", "same", "same", "ünïcode \x01"]
    answer = hapax.callbacks.bulk([raw_entry(entry_id, event) for entry_id, event in zip(ids, events)])
    assert set(answer) == set(ids) and set(answer.values()) == {SUCCESS}
    assert all(hapax.database.audit_count(event_id=event["id"]) == 1 for event in events)
