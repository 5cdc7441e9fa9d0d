"""Envelopes that aren't CloudEvents, of producers that were there before: through a real sidecar in every form that it gives them, and hostile
ones straight at the callbacks."""

import base64
import json
import uuid

import pytest

from harness.callbacks import SUCCESS, raw_entry
from harness.events import as_bytes, cloud_event, task_created
from harness.wait import wait_until

RAW = {"rawPayload": "true"}
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def older(data=None, **members):
    """Members given as None are left out."""
    envelope = {"event_id": str(uuid.uuid4()), "event_type": "created", "event_version": "1.0", "timestamp": "2026-03-01T10:00:00", "source": "todo-backend",
                "data": task_created() if data is None else data, "metadata": {"correlation_id": "corr-9", "user_id": "ada"}, **members}
    return {name: value for name, value in envelope.items() if value is not None}


@pytest.fixture(name="system", params=["kafka", "redis", "local"])
def _system(request, broker_named, start_system):
    return start_system(broker_named(request.param))


def publish_in_every_form(sidecar, envelope):
    """As JSON, as text, as bytes, raw, and as the data of an event with a type of its own."""
    for content_type in ("application/json", "text/plain", "application/octet-stream"):
        sidecar.publish(envelope, content_type=content_type)
    sidecar.publish(envelope, content_type="application/json", **RAW)
    sidecar.publish(envelope, content_type="application/json", **{"cloudevent.type": "task.created", "cloudevent.id": "other"})
    sidecar.publish(envelope, content_type="application/json", **{"cloudevent.type": "com.acme.TaskEvent"})
    sidecar.publish(cloud_event(kind="TaskEvents", data=envelope))


def test_an_older_envelope_counts_once_in_whatever_forms_it_comes(system):
    first = older()
    publish_in_every_form(system.sidecar, first)
    # Spelled otherwise it is the same event, for everything that it means is the same.
    again = {**first, "task_data": first["data"], "event_type": "TASK_CREATED", "timestamp": 1772359200}
    del again["data"]
    system.sidecar.publish(again, content_type="application/json")
    # And so is a CloudEvent with the same id, source and data.
    system.sidecar.publish(cloud_event(id=first["event_id"], source="todo-backend", data=task_created()))
    last = older(task_created(title="last"), timestamp=1772359200000, version=1, event_version=None)
    system.sidecar.publish(last, content_type="application/json")
    system.database.wait_audit(1, event_id=last["event_id"])
    wait_until(lambda: len(system.database.audit()) == 2, 10, "two events")
    row, = system.database.audit(event_id=first["event_id"])
    assert (row["event_type"], row["event_version"], row["user_id"], row["correlation_id"]) == ("task.created", "1.0", "ada", "corr-9")
    assert row["occurred_at"].isoformat() == "2026-03-01T10:00:00+00:00"
    assert row["data"] == {**task_created(), "created_at": row["data"]["created_at"]}
    assert system.database.dead_letters() == []
    # From another source it is another event under a used id.
    system.sidecar.publish(cloud_event(id=first["event_id"], source="/elsewhere", data=task_created()))
    system.database.wait_dead_letter(reason="id_reuse")
    assert system.database.audit_count() == 2


def test_a_refused_older_envelope_is_kept_with_all_its_violations(system):
    bad_envelope = older({"task_id": 0, "title": 7}, timestamp="soon", event_version=[])
    bad_data = older(task_created(title="x" * 201, priority="top", task_id="abc"))
    no_source = older(source=None, event_id=None)
    system.sidecar.publish(bad_envelope, content_type="application/json")
    system.sidecar.publish(bad_data, content_type="text/plain")
    system.sidecar.publish(no_source, content_type="application/json", **RAW)
    good = older()
    system.sidecar.publish(good, content_type="application/json")
    system.database.wait_audit(1, event_id=good["event_id"])

    def letter(part):
        return [row for row in system.database.dead_letters() if part in row["error"] and row["consumer"] == "audit"]

    unreadable, = wait_until(lambda: letter("timestamp"), 10, "the envelope's dead letter")
    for named in ("timestamp: must be", "event_version: must be", "task_id: must be greater", "title: must be a string", "user_id: is required", "created_at: is required"):
        assert named in unreadable["error"]
    assert (unreadable["reason"], unreadable["event_type"]) == ("unreadable", "task.created")
    invalid, = wait_until(lambda: letter("priority"), 10, "the data's dead letter")
    for named in ("title: must have at most 200", "priority: must be one of", "task_id: must be a whole number"):
        assert named in invalid["error"]
    assert (invalid["reason"], str(invalid["event_id"])) == ("invalid", bad_data["event_id"])
    bare, = wait_until(lambda: letter("source: is required"), 10, "the bare one's dead letter")
    assert "event_id: is required" in bare["error"] and bytes(bare["original"]) == as_bytes(no_source)
    assert system.database.audit_count() == 1
    text = system.hapax.http("/metrics")[1].decode()
    assert 'hapax_older_envelopes_total{topic="task-events"} 4' in text
    assert 'hapax_dead_letters{topic="task-events",reason="invalid",consumer="audit"} 1' in text
    assert 'hapax_dead_letters{topic="task-events",reason="unreadable",consumer="audit"} 2' in text


def test_without_an_id_of_its_own_every_publication_is_an_event(broker_named, start_system):
    system = start_system(broker_named("local"))
    for _ in range(2):
        system.sidecar.publish(older(event_id=None), content_type="application/json")
    system.database.wait_audit(2)


# Straight at the callbacks: single and raw, in bulk, as the data of an event that a sidecar made.
def dapr_made(envelope, **attributes):
    return cloud_event(kind="com.dapr.event.sent", data=envelope, **attributes)


WAYS = {
    "raw": lambda hapax, payload: hapax.callbacks.raw(payload),
    "bulk": lambda hapax, payload: hapax.callbacks.bulk([raw_entry("it", payload)])["it"],
    "wrapped": lambda hapax, payload: hapax.callbacks.event(dapr_made(payload)),
    "wrapped bytes": lambda hapax, payload: hapax.callbacks.bulk([raw_entry("it", dapr_made(
        None, data_base64=base64.b64encode(payload).decode(), datacontenttype="application/octet-stream"))])["it"],
    "wrapped text": lambda hapax, payload: hapax.callbacks.bulk([raw_entry("it", as_bytes(dapr_made(None, datacontenttype="text/plain"))[:-1] +
                                                                           b',"data":' + as_text(payload) + b"}")])["it"],
}


def as_text(payload):
    """A JSON string with these bytes in it, be they UTF-8 or not."""
    return b'"' + payload.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'


def spelled(more, tag):
    """An envelope and more, which json.dumps would never write."""
    return as_bytes(older(task_created(title=tag)))[:-1] + b"," + more + b"}"


WRONG = {"a number": 7, "a list": [], "an object": {"a": 1}, "true": True, "words": "words"}
HOSTILE = {
    "data 10,000 deep": lambda tag: spelled(b'"x":' + b"[" * 10_000 + b"]" * 10_000, tag),
    "objects 70 deep in data": lambda tag: as_bytes(older({**task_created(title=tag), "more": json.loads('{"a":' * 70 + "1" + "}" * 70)})),
    "a member twice": lambda tag: spelled(b'"event_id":"b"', tag),
    "in two spellings": lambda tag: spelled(b'"eventType":"created"', tag),
    "two kinds of data": lambda tag: as_bytes(older(task_created(title=tag), payload={})),
    "a field twice in data": lambda tag: spelled(b'"task_id":3', tag).replace(b'"task_id": 1', b'"task_id": 1, "task_id": 2'),
    "no UTF-8": lambda tag: spelled(b'"x":"\xff"', tag),
    "a lone surrogate": lambda tag: spelled(b'"x":"\\ud800"', tag),
    "U+0000": lambda tag: spelled(b'"user_id":"\\u0000"', tag),
    "half of it": lambda tag: as_bytes(older(task_created(title=tag)))[:-20],
    "1 MB of members": lambda tag: spelled(b",".join(b'"m%d":%d' % (number, number) for number in range(70_000)) + b',"timestamp":"never"', tag),
    "a title of 1 MB": lambda tag: as_bytes(older(task_created(title=tag + "x" * 1_000_000))),
    **{f"{member} is {name}": lambda tag, member=member, wrong=wrong: as_bytes({**older(task_created(title=tag)), member: wrong})
       for member in ("event_id", "event_type", "event_version", "timestamp", "source", "data", "metadata") for name, wrong in WRONG.items()
       if (member, name) not in (("event_id", "a number"), ("event_id", "words"), ("event_type", "words"), ("event_version", "a number"),
                                 ("timestamp", "a number"), ("source", "words"), ("metadata", "an object"), ("data", "an object"))},
    "data that breaks its rules": lambda tag: as_bytes(older({"a": tag})),
}


@pytest.mark.parametrize("way", WAYS)
def test_hostile_envelopes_are_dead_letters_and_the_process_lives(hapax, way):
    audited = hapax.database.audit_count()
    known = {(row["consumer"], row["dead_letter_id"]) for row in hapax.database.dead_letters()}
    for name, make in HOSTILE.items():
        assert WAYS[way](hapax, make(uuid.uuid4().hex)) == SUCCESS, name
        found = [row for row in hapax.database.dead_letters() if (row["consumer"], row["dead_letter_id"]) not in known]
        assert found, f"{name}: acknowledged, and nowhere to be found"
        assert all(row["reason"] in ("unreadable", "invalid") and row["error"].strip() for row in found), name
        known |= {(row["consumer"], row["dead_letter_id"]) for row in found}
    assert hapax.database.audit_count() == audited and hapax.alive()


def test_what_stands_beside_the_data_and_in_metadata_is_kept(hapax):
    envelope = older({"title": "beside", "createdAt": "2026-03-01T10:00:00Z"}, task_id=7, userId="bob",
                     metadata={"correlationId": "c", "causation_id": "cause", "traceparent": TRACE})
    assert hapax.callbacks.event(dapr_made(envelope)) == SUCCESS
    row, = hapax.database.wait_audit(1, event_id=envelope["event_id"])
    assert (row["user_id"], row["correlation_id"], row["causation_id"]) == ("bob", "c", "cause")
    assert (row["data"]["task_id"], row["data"]["user_id"], row["data"]["title"]) == (7, "bob", "beside")


def test_an_event_with_a_field_named_event_type_is_no_older_envelope(hapax):
    """task.changed is such a one; nobody here listens to it, and nothing is made of it."""
    letters, audited = len(hapax.database.dead_letters()), hapax.database.audit_count()
    data = {"event_type": "task.created", **task_created(), "changes": {"title": "x"}}
    assert hapax.callbacks.raw(cloud_event(kind="task.changed", data=data)) == SUCCESS
    assert (len(hapax.database.dead_letters()), hapax.database.audit_count()) == (letters, audited)
