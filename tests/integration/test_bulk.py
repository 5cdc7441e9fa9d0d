"""Bulk delivery: big batches, raw and not, text and binary, called directly and through a real sidecar and Kafka."""

import base64
import json
import uuid

import pytest

from harness.brokers import InMemory
from harness.callbacks import SUCCESS, cloud_event_entry, raw_entry
from harness.events import TIME, cloud_event, task_created
from harness.protos import message
from harness.sidecar import shipped
from harness.wait import wait_until

BATCH = 1000


def binary_event(title, **attributes):
    """Data as the protobuf message, in data_base64."""
    data = message("hapax.tasks.v1.TaskCreated", task_id=4, user_id="ada", title=title, tags=["bin"])
    data.created_at.FromJsonString(TIME)
    data.priority.value = "high"
    return cloud_event(data_base64=base64.b64encode(data.SerializeToString()).decode(), datacontenttype="application/protobuf", **attributes)


def titled(count, make=lambda title: cloud_event(data=task_created(title=title))):
    return [make(f"Task {number}") for number in range(count)]


def audited_titles(database):
    return sorted(row["title"] for row in database.query("select data->>'title' as title from audit.audit_log"))


@pytest.mark.parametrize("make", [raw_entry, cloud_event_entry], ids=["raw", "not raw"])
def test_a_batch_of_1000_entries_takes_effect_once_each(start_hapax, database, make):
    hapax = start_hapax()
    events = titled(BATCH)
    entries = [make(number, event, __key="ada", __offset=str(number)) for number, event in enumerate(events)]
    for _ in range(2):
        assert hapax.callbacks.bulk(entries) == {str(number): SUCCESS for number in range(BATCH)}
    assert audited_titles(database) == sorted(event["data"]["title"] for event in events)
    assert database.dead_letters() == []


def test_metadata_far_beyond_8_kib_does_not_stop_a_batch(start_hapax, database):
    """A sidecar puts the trace headers of all entries into the call's own: core's default refuses what is over 8 KiB."""
    hapax = start_hapax()
    entries = [cloud_event_entry(number, event) for number, event in enumerate(titled(BATCH))]
    headers = [("traceparent", f"00-{uuid.uuid4().hex}-{uuid.uuid4().hex[:16]}-01") for _ in range(BATCH)] + [("tracestate", "x" * 60)] * BATCH
    assert set(hapax.callbacks.bulk(entries, metadata=headers).values()) == {SUCCESS}
    assert database.audit_count() == BATCH


@pytest.mark.parametrize("way", ["raw bulk", "bulk", "single", "raw single"])
def test_binary_data_is_the_same_event(start_hapax, database, way):
    hapax = start_hapax()
    event = binary_event("Binary")
    if way == "raw bulk":
        assert hapax.callbacks.bulk([raw_entry(0, event)]) == {"0": SUCCESS}
    elif way == "raw single":
        assert hapax.callbacks.raw(event) == SUCCESS
    else:  # a sidecar decodes data_base64
        decoded = {**event, "data": base64.b64decode(event["data_base64"])}
        if way == "bulk":
            assert hapax.callbacks.bulk([cloud_event_entry(0, decoded)]) == {"0": SUCCESS}
        else:
            assert hapax.callbacks.event(decoded) == SUCCESS
    row, = database.audit(event_id=event["id"])
    assert row["data"]["title"] == "Binary" and row["data"]["priority"] == "high" and row["data"]["tags"] == ["bin"]


@pytest.mark.parametrize("delivery", ["bulk", "single"])
def test_1000_events_through_kafka_text_and_binary(start_system, kafka, database, delivery):
    system = start_system(kafka, delivery=delivery)
    events = titled(BATCH // 2) + titled(BATCH // 2, lambda title: binary_event("Binary " + title))
    for start in range(0, BATCH, 250):
        system.sidecar.publish_bulk(events[start:start + 250])
    database.wait_audit(BATCH, timeout_s=60)
    titles = audited_titles(database)
    assert titles == sorted([f"Task {number}" for number in range(BATCH // 2)] + [f"Binary Task {number}" for number in range(BATCH // 2)])
    assert database.dead_letters() == []
    wait_until(lambda: kafka.lag(system.app_id) == 0, 20, "no lag")


def test_our_own_events_as_protobuf_come_back_the_same(start_system, kafka, database):
    system = start_system(kafka, HAPAX_EVENT_DATA="protobuf")
    task = system.hapax.call("CreateTask", {"title": "In binary", "tags": ["a", "b"]})
    row, = database.wait_audit(1)
    assert row["data"]["title"] == "In binary" and row["data"]["tags"] == ["a", "b"] and int(row["data"]["task_id"]) == task.task_id


NOT_RAW = """
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata:
  name: not-raw
spec:
  pubsubname: kafka
  topic: task-events
  routes:
    default: /task-events
  bulkSubscribe:
    enabled: true
    maxMessagesCount: 1000
    maxAwaitDurationMs: 500
"""


def test_bulk_that_is_not_raw_arrives_through_a_real_sidecar(start_system, kafka, database):
    """A subscription file, as an operator may write one, on a component of its own: for `pubsub` hapax's own subscription wins. 1,000 entries
    make over 100 KiB of headers."""
    component = shipped("kafka", "pubsub.yaml", kafka.replacements()).replace("name: pubsub\n", "name: kafka\n")
    system = start_system(InMemory(), run=False, resources={"kafka.yaml": component, "not-raw.yaml": NOT_RAW})
    kafka.new_group(system.app_id)
    events = titled(BATCH)
    for event in events:
        event["traceparent"] = f"00-{uuid.uuid4().hex}-{uuid.uuid4().hex[:16]}-01"
    kafka.send("task-events", *[json.dumps(event).encode() for event in events], partition=0)
    system.hapax.start()
    system.sidecar.start()
    database.wait_audit(BATCH, timeout_s=60)
    assert "violates the maximum" not in system.sidecar.part.log()
