"""Kafka's traps: odd keys and headers, garbage, order, an extension nested deep, a broker that restarts."""

import json

import pytest

from harness.events import cloud_event, task_created
from harness.wait import wait_until

KEYS = {
    "umlauts": "zoë ß".encode(),
    "spaces": b"  a key with spaces ",
    "control characters": b"a\r\nb\tc\x01\x7f",
    "NUL": b"a\0b",
    "broken UTF-8": b"\xff\xfe\xc3\x28",
    "empty": b"",
    "none": None,
    "64 KiB": b"k" * 65536,
    "looks escaped": b"100%25+x%zz",
}
HEADERS = {
    "broken UTF-8 value": [("note", b"\xff\xfe")],
    "control characters in a value": [("note", b"a\r\nb")],
    "name with spaces": [("a name with spaces", b"x")],
    "name in umlauts": [("zoë", b"x")],
    "empty name": [("", b"x")],
    "reserved name": [("grpc-timeout", b"1n"), (":path", b"/x"), ("content-type", b"text/html"), ("te", b"x")],
    "binary name": [("blob-bin", b"\x00\xff")],
    "the sidecar's token": [("dapr-api-token", b"forged")],
    "a thousand headers": [(f"h{number}", b"v" * 50) for number in range(1000)],
}
ODD = {**{f"key: {name}": (key, []) for name, key in KEYS.items()}, **{f"header: {name}": (b"k", headers) for name, headers in HEADERS.items()}}


@pytest.mark.parametrize("delivery", ["bulk", "single"])
def test_no_odd_key_or_header_stops_the_topic(start_system, kafka, database, delivery):
    """All on one partition, each with an honest event behind it."""
    system = start_system(kafka, delivery=delivery)
    sent = {}
    for name, (key, headers) in ODD.items():
        event, honest = cloud_event(data=task_created(title=name)), cloud_event(data=task_created(title=f"behind {name}"))
        kafka.send("task-events", json.dumps(event).encode(), key=key, headers=headers, partition=1)
        kafka.send("task-events", json.dumps(honest).encode(), key=b"honest", partition=1)
        sent |= {event["id"]: name, honest["id"]: f"behind {name}"}

    def missing():
        there = {str(row["event_id"]) for row in database.audit()}
        return [name for event_id, name in sent.items() if event_id not in there]

    wait_until(lambda: not missing(), 40, "every event in the audit log")
    assert database.audit_count() == len(sent)
    assert system.hapax.alive()


@pytest.mark.parametrize("delivery", ["bulk", "single"])
def test_garbage_on_the_topic_is_a_dead_letter_and_the_topic_goes_on(start_system, kafka, database, delivery):
    """Delivered raw: what isn't JSON would stop a partition in the sidecar itself."""
    system = start_system(kafka, delivery=delivery)
    garbage = [b"no json", b"", b"\xff" * 100, b"[" * 20_000, b'{"specversion":"1.0"}']
    for value in garbage:
        kafka.send("task-events", value, key=b"k", partition=0)
    kafka.send("task-events", None, key=b"tombstone", partition=0)
    honest = cloud_event()
    kafka.send("task-events", json.dumps(honest).encode(), key=b"k", partition=0)
    database.wait_audit(1, event_id=honest["id"])
    kept = [bytes(row["original"]) for row in database.dead_letters()]
    assert all(any(value in original for original in kept) for value in garbage)
    assert system.hapax.alive()


def test_events_of_one_key_take_effect_in_their_order(start_system, kafka, database):
    system = start_system(kafka)
    tasks = [system.hapax.call("CreateTask", {"title": "Ordered"}, user=f"user {number}") for number in range(5)]
    for round_ in range(20):
        for task in tasks:
            system.hapax.call("UpdateTask", {"task_id": task.task_id, "title": f"Round {round_}"}, user=task.user_id)
    database.wait_audit(5 * 21)
    rows = database.query("select user_id, event_type, data->'after'->>'title' as title from audit.audit_log order by "
                          + first_effect_column(database))
    for task in tasks:
        mine = [row["title"] for row in rows if row["user_id"] == task.user_id]
        assert mine == [None] + [f"Round {round_}" for round_ in range(20)]


def first_effect_column(database):
    """Whatever says in which order the rows were written."""
    names = {row["column_name"] for row in database.query("select column_name from information_schema.columns where table_schema = 'audit' and table_name = 'audit_log'")}
    for name in ("audit_id", "audit_log_id", "seq", "position", "id"):
        if name in names:
            return name
    raise AssertionError(f"audit.audit_log has no column of its own order: {sorted(names)}")


def test_published_keys_are_percent_encoded(start_system, kafka, database):
    system = start_system(kafka)
    system.hapax.call("CreateTask", {"title": "Odd user"}, user="zo%C3%AB a/b")
    database.wait_audit(1)
    keys = [key for key in kafka.keys("task-events") if key and b"zo%" in key]
    assert keys == [b"zo%25C3%25AB%20a%2Fb"]


@pytest.mark.slow
def test_what_was_published_before_the_first_start_is_not_skipped(start_system, kafka, database):
    """The group is new: with the component's default it would begin at the end."""
    topic_ids = []
    for _ in range(10):
        event = cloud_event()
        kafka.send("task-events", json.dumps(event).encode(), key=b"ada")
        topic_ids.append(event["id"])
    system = start_system(kafka, run=False)
    system.hapax.start()
    system.sidecar.start()
    wait_until(lambda: all(database.audit_count(event_id=event_id) == 1 for event_id in topic_ids), 40, "the events from before")


@pytest.mark.slow
def test_a_restart_of_the_broker_loses_nothing(start_system, kafka, database):
    system = start_system(kafka)
    before = system.hapax.call("CreateTask", {"title": "Before"})
    database.wait_audit(1)
    kafka.part.kill()
    during = [system.hapax.call("CreateTask", {"title": f"During {number}"}) for number in range(20)]
    kafka.restart()
    after = system.hapax.call("CreateTask", {"title": "After"})
    rows = database.wait_audit(22, timeout_s=90)
    assert {int(row["subject"]) for row in rows} == {task.task_id for task in [before, *during, after]}
    assert database.dead_letters() == []
