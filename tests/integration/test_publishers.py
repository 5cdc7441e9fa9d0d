"""Publishers in other languages, through a real sidecar's APIs."""

import json
import uuid
from urllib.parse import quote

import pytest

from harness import places
from harness.events import as_bytes, cloud_event, task_created
from harness.process import run
from harness.sidecar import CLOUD_EVENT
from harness.wait import wait_until


ODD_KEYS = ["zoë", "ключ", "a b", "%00", "tab\tand newline\n"]


@pytest.fixture(name="system", params=["kafka", "redis", "local"])
def _system(request, broker_named, start_system):
    return start_system(broker_named(request.param))


def test_curl_publishes_a_cloudevent(system):
    event = cloud_event(data=task_created(title="By curl"))
    run(["curl", "-sS", "--fail", "-X", "POST", f"{system.sidecar.url}/publish/pubsub/task-events", "-H", f"Content-Type: {CLOUD_EVENT}", "-d", json.dumps(event)])
    row, = system.database.wait_audit(1)
    assert str(row["event_id"]) == event["id"] and row["data"]["title"] == "By curl"


def test_plain_json_is_wrapped_by_the_sidecar_and_named_by_metadata(system):
    """A publisher that knows nothing of CloudEvents but the metadata overrides."""
    event_id = str(uuid.uuid4())
    for _ in range(2):
        system.sidecar.publish(task_created(title="Wrapped"), content_type="application/json",
                               **{"cloudevent.id": event_id, "cloudevent.type": "task.created", "cloudevent.source": "/plain"})
    row, = system.database.wait_audit(1)
    assert str(row["event_id"]) == event_id and row["data"]["title"] == "Wrapped"


def test_what_the_sidecar_names_itself_is_an_unknown_type(system):
    system.sidecar.publish({"hello": "world"}, content_type="application/json")
    wait_until(lambda: "com.dapr.event.sent" in system.hapax.part.log(), 20, "a line about the unknown type")
    assert system.database.audit_count() == 0 and system.database.dead_letters() == []


def test_an_event_without_datacontenttype_keeps_its_data(system):
    """Taken apart by daprd, such an event would arrive without its data."""
    event = {name: value for name, value in cloud_event(data=task_created(title="No content type")).items() if name != "datacontenttype"}
    system.sidecar.publish(event)
    row, = system.database.wait_audit(1)
    assert row["data"]["title"] == "No content type" and system.database.dead_letters() == []


def test_grpcurl_publishes_to_the_sidecar(system):
    event = cloud_event(data=task_created(title="By grpcurl"))
    request = {"pubsub_name": "pubsub", "topic": "task-events", "data_content_type": CLOUD_EVENT, "data": _base64(as_bytes(event))}
    run([places.tool("grpcurl"), "-plaintext", "-import-path", places.TREE / "proto", "-proto", "dapr/proto/runtime/v1/dapr.proto", "-d", json.dumps(request),
         f"127.0.0.1:{system.sidecar.grpc_port}", "dapr.proto.runtime.v1.Dapr/PublishEvent"])
    row, = system.database.wait_audit(1)
    assert str(row["event_id"]) == event["id"]


def test_correlation_causation_user_and_version_of_the_publisher_are_kept(system):
    event = cloud_event(correlationid="corr-7", causationid="cause-7", userid="zoë", eventversion="1.0", subject="1")
    system.sidecar.publish(event)
    row, = system.database.wait_audit(1)
    assert (row["correlation_id"], row["causation_id"], row["user_id"], row["subject"]) == ("corr-7", "cause-7", "zoë", "1")
    assert row["occurred_at"].isoformat() == "2026-03-01T10:00:00+00:00"


def test_an_extension_9000_deep_ends_as_a_dead_letter_and_the_process_lives(system):
    text = as_bytes(cloud_event())[:-1] + b',"deep":' + b"[" * 9000 + b"1" + b"]" * 9000 + b"}"
    system.sidecar.publish(text)
    honest = cloud_event()
    system.sidecar.publish(honest)
    system.database.wait_audit(1, event_id=honest["id"])
    assert system.database.wait_dead_letter()[0]["reason"] in ("unreadable", "invalid")
    assert system.hapax.alive()


@pytest.mark.parametrize("kind", ["kafka", "redis", "rabbitmq"])
def test_odd_partition_keys_of_a_publisher_do_not_stop_the_others(broker_named, start_system, kind):
    """Redis hands them on as they are, and gRPC refuses them as metadata: there such an event stays on the broker, unacknowledged."""
    system = start_system(broker_named(kind))
    odd = [cloud_event() for _ in ODD_KEYS]
    for key, event in zip(ODD_KEYS, odd):
        system.sidecar.publish(event, partitionKey=quote(key))
    honest = [cloud_event() for _ in range(100)]
    system.sidecar.publish_bulk(honest)

    def missing(events):
        there = {str(row["event_id"]) for row in system.database.audit()}
        return [event["id"] for event in events if event["id"] not in there]

    wait_until(lambda: not missing(honest), 30, "the honest events")
    if kind == "redis":
        refused = [event for key, event in zip(ODD_KEYS, odd) if not key.isascii() or not key.isprintable()]
        assert int(system.broker.command("xpending", "task-events", system.app_id).split()[0]) == len(refused)
        odd = [event for event in odd if event not in refused]
    wait_until(lambda: not missing(odd), 30, "the events with odd keys")


def _base64(data):
    import base64  # pylint: disable=import-outside-toplevel
    return base64.b64encode(data).decode()
