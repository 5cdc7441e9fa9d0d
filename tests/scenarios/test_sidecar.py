"""`hapax sidecar` held to what daprd does, with an app in Python behind it."""

import base64
import contextlib
import json
import os
import signal

import grpc
import pytest
from harness import places
from harness.events import as_bytes, cloud_event
from harness.hapax import http
from harness.ports import free_port
from harness.process import Part
from harness.protos import Peer, code_of, message
from harness.wait import stays, wait_until
from stub_app import DROP, RETRY, SUCCESS, StubApp, subscription

DAPR = "dapr.proto.runtime.v1.Dapr/"
V1 = "dapr.proto.runtime.v1."


class Sidecar:
    def __init__(self, logs, app_port, *flags, data=None, env=None):
        self.grpc_port, self.http_port = free_port(), free_port()
        data = ["--data", data] if data else []
        self.part = Part(f"sidecar-{self.grpc_port}", [places.HAPAX, "sidecar", "--grpc-port", self.grpc_port, "--http-port", self.http_port,
                                                       "--app-port", app_port, *data, *flags], logs, env=env)
        self.peer = Peer(self.grpc_port)
        self.url = f"http://127.0.0.1:{self.http_port}/v1.0"

    def start(self):
        self.part.start()
        wait_until(lambda: http(f"{self.url}/healthz")[0] == 204, 20, "the sidecar to be healthy")
        return self

    def publish(self, event, topic="orders", content_type="application/cloudevents+json", pubsub="pubsub", **metadata):
        self.peer.call(DAPR + "PublishEvent", message(V1 + "PublishEventRequest", pubsub_name=pubsub, topic=topic, data=as_bytes(event),
                                                      data_content_type=content_type, metadata=metadata))

    def publish_bulk(self, events, topic="orders", method="BulkPublishEvent", content_type="application/cloudevents+json", **metadata):
        entries = [message(V1 + "BulkPublishRequestEntry", entry_id=str(number), event=as_bytes(event), content_type=content_type, metadata=metadata)
                   for number, event in enumerate(events)]
        answer = self.peer.call(DAPR + method, message(V1 + "BulkPublishRequest", pubsub_name="pubsub", topic=topic, entries=entries))
        return {int(entry.entry_id): entry.error for entry in answer.failedEntries}

    def close(self):
        self.peer.close()
        self.part.kill()


@pytest.fixture
def start(logs):
    """start([subscriptions], flags...): an app and its sidecar. app=False leaves the app for later."""
    with contextlib.ExitStack() as stack:
        def begin(subscriptions, *flags, answer=None, app=True, **options):
            stub = StubApp(free_port(), subscriptions, answer)
            stack.callback(stub.stop)
            if app:
                stub.start()
            sidecar = Sidecar(logs, stub.port, *flags, **options)
            stack.callback(sidecar.close)
            sidecar.start()
            return stub, sidecar

        yield begin


def numbered(count, key=None):
    return [cloud_event(data={"n": number}, partitionkey=key) for number in range(count)]


def numbers(got):
    return [json.loads(one.data)["data"]["n"] if one.entry is not None else json.loads(one.data)["n"] for one in got]


def test_whole_cloudevent_arrives_with_its_attributes_and_extensions(start):
    app, sidecar = start([subscription("orders")])
    event = cloud_event(correlationid="c-1", subject="s", data={"n": 1, "text": "zoë"})
    sidecar.publish(event)
    wait_until(lambda: app.got, what="the event")
    got = app.got[0].request
    assert (got.id, got.source, got.type, got.spec_version) == (event["id"], event["source"], event["type"], "1.0")
    assert (got.topic, got.pubsub_name, got.path, got.data_content_type) == ("orders", "pubsub", "/events/orders", "application/json")
    assert json.loads(got.data) == event["data"]
    extensions = app.got[0].extensions
    assert extensions["correlationid"] == "c-1" and extensions["subject"] == "s" and extensions["time"] == event["time"]
    assert "data" not in extensions and "id" not in extensions


def test_plain_data_gets_an_envelope_with_an_id_of_its_own(start):
    app, sidecar = start([subscription("orders")])
    for _ in range(2):
        sidecar.publish({"n": 1}, content_type="application/json")
    sidecar.publish(b"hello", content_type="text/plain")
    sidecar.publish(b"\x00\xff", content_type="application/octet-stream", **{"cloudevent.type": "mine"})
    wait_until(lambda: len(app.got) == 4, what="four events")
    requests = [one.request for one in app.got]
    assert len({request.id for request in requests}) == 4
    by_type = {request.data_content_type: request for request in requests}
    assert json.loads(by_type["application/json"].data) == {"n": 1} and by_type["application/json"].type == "com.dapr.event.sent"
    assert by_type["text/plain"].data == b"hello"
    assert by_type["application/octet-stream"].data == b"\x00\xff" and by_type["application/octet-stream"].type == "mine"


def test_binary_cloudevent_is_decoded_for_single_delivery(start):
    app, sidecar = start([subscription("orders")])
    sidecar.publish(cloud_event(data_base64=base64.b64encode(b"\x00\x01\xff").decode(), datacontenttype="application/protobuf"))
    wait_until(lambda: app.got, what="the event")
    assert app.got[0].request.data == b"\x00\x01\xff" and "data_base64" not in app.got[0].extensions


def test_raw_bulk_subscription_gets_batches_of_whole_events_data_first(start):
    app, sidecar = start([subscription("orders", raw=True, bulk=100)])
    events = numbered(50)
    assert sidecar.publish_bulk(events, partitionKey="k") == {}
    wait_until(lambda: len(app.got) == 50, what="fifty events")
    assert numbers(app.got) == list(range(50)), "one key keeps its order"
    assert app.calls < 25, "events that wait travel together"
    whole = app.got[0].entry.bytes
    assert json.loads(whole)["id"] == events[0]["id"]
    assert whole.index(b'"data"') < whole.index(b'"type"'), "daprd sorts attributes"
    assert app.got[0].entry.content_type == "application/cloudevents+json"


def test_bulk_subscription_that_is_not_raw_gets_cloud_events(start):
    app, sidecar = start([subscription("orders", bulk=10)])
    event = cloud_event(correlationid="c-1")
    assert sidecar.publish_bulk([event], method="BulkPublishEventAlpha1") == {}
    wait_until(lambda: app.got, what="the event")
    inner = app.got[0].entry.cloud_event
    assert inner.id == event["id"] and json.loads(inner.data) == event["data"] and b"correlationid" in inner.extensions


@pytest.mark.parametrize("bulk", (0, 20))
def test_retry_and_errors_come_again_and_keep_the_order_of_their_key(start, bulk):
    tries, handled = {}, []

    def answer(got):
        number = numbers([got])[0]
        tries[number] = tries.get(number, 0) + 1
        if number % 5 == 2 and tries[number] < 3:
            return RETRY if bulk or tries[number] == 1 else grpc.StatusCode.INTERNAL
        handled.append(number)
        return SUCCESS

    _, sidecar = start([subscription("orders", raw=bool(bulk), bulk=bulk)], "--retry-ms", "20", answer=answer)
    for event in numbered(20):
        sidecar.publish(event, partitionKey="ada")
    wait_until(lambda: len(set(handled)) == 20, what="all twenty to be handled")
    firsts = sorted(set(handled), key=handled.index)
    if not bulk:
        assert firsts == list(range(20))
    assert tries[2] == 3 and tries[0] == 1


def test_dropped_events_do_not_come_again(start):
    app, sidecar = start([subscription("orders")], "--retry-ms", "20", answer=lambda got: DROP)
    sidecar.publish(cloud_event())
    wait_until(lambda: app.got, what="the event")
    stays(lambda: len(app.got) == 1, 0.3, "one delivery")


def test_events_wait_for_an_app_that_starts_later_and_for_one_that_restarts_with_other_topics(start):
    app, sidecar = start([subscription("orders")], "--retry-ms", "20", app=False)
    sidecar.publish(cloud_event())
    app.start()
    wait_until(lambda: len(app.got) == 1, what="the event from before")
    app.stop()
    sidecar.publish(cloud_event(), topic="refunds")
    app.subscriptions = [subscription("refunds")]
    app.start()
    wait_until(lambda: len(app.got) == 2, what="the event on the new topic")
    assert app.got[1].topic == "refunds" and app.asked == 2, "asked once in each life of the app"


def test_journal_keeps_undelivered_events_over_kill_9(start, tmp_path):
    app, sidecar = start([subscription("orders")], app=False, data=str(tmp_path / "journal"))
    for event in numbered(30):
        sidecar.publish(event, partitionKey="k")
    assert sidecar.publish_bulk(numbered(30)) == {}
    sidecar.part.kill()
    sidecar.start()
    app.start()
    wait_until(lambda: len(app.got) == 60, what="sixty events after the restart")
    assert numbers(app.got[:60]).count(7) == 2
    sidecar.part.stop()
    assert os.path.getsize(tmp_path / "journal" / "journal") < 100, "compacted: everything is delivered"
    sidecar.start()
    stays(lambda: len(app.got) == 60, 0.5, "delivered events stay delivered")


@pytest.mark.parametrize("damage", ("truncated", "garbage"))
def test_damaged_end_of_the_journal_is_said_and_costs_nothing_before_it(start, tmp_path, damage):
    app, sidecar = start([subscription("orders")], app=False, data=str(tmp_path))
    for event in numbered(5):
        sidecar.publish(event, partitionKey="k")
    sidecar.part.kill()
    with open(tmp_path / "journal", "r+b") as file:
        if damage == "truncated":
            file.truncate(os.path.getsize(tmp_path / "journal") - 3)
        else:
            file.seek(0, 2)
            file.write(b"\x00\x00\x00\x20not a record of the journal at all")
    sidecar.start()
    app.start()
    expected = 4 if damage == "truncated" else 5
    wait_until(lambda: len(app.got) == expected, what="what was sound")
    assert "damaged" in sidecar.part.log() and (tmp_path / "journal.damaged").exists()
    stays(lambda: len(app.got) == expected, 0.3)


def test_folder_of_something_else_or_of_a_running_sidecar_is_refused(start, logs, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "journal").write_bytes(b"somebody's diary")
    refused = Sidecar(logs, 1, data=str(tmp_path / "other")).part.start()
    assert refused.wait() == 1 and "isn't a journal" in refused.log()
    assert (tmp_path / "other" / "journal").read_bytes() == b"somebody's diary"
    start([subscription("orders")], data=str(tmp_path / "mine"))
    second = Sidecar(logs, 1, data=str(tmp_path / "mine")).part.start()
    assert second.wait() == 1 and "another sidecar" in second.log()


def test_lost_acks_and_duplicates_deliver_more_than_once_and_lose_nothing(start):
    app, sidecar = start([subscription("orders", raw=True, bulk=50)], "--retry-ms", "10", "--lose-ack", "30", "--duplicate", "30", "--reorder", "20",
                         "--delay-ms", "20", "--seed", "7")
    sent = numbered(200)
    assert sidecar.publish_bulk(sent) == {}
    ids = {event["id"] for event in sent}
    wait_until(lambda: {json.loads(one.data)["id"] for one in app.got} == ids, what="every event at least once")
    wait_until(lambda: len(app.got) > 260, what="duplicates")


def test_failing_publish_calls_and_entries_are_reported_and_half_of_them_arrive(start):
    app, sidecar = start([subscription("orders")], "--fail-bulk-entries", "50", "--seed", "3")
    failed = sidecar.publish_bulk(numbered(200))
    assert 60 < len(failed) < 140 and set(failed.values()) == {"made to fail by the sidecar"}
    wait_until(lambda: len(app.got) > 200 - len(failed), what="what was accepted, and some of what was not")
    stays(lambda: len(app.got) < 200, 0.3, "what was refused and not stored stays away")
    _, broken = start([subscription("orders")], "--fail-publish", "100")
    assert code_of(broken.publish, cloud_event())[0] == grpc.StatusCode.UNAVAILABLE


def test_http_publish_metadata_and_invocation(start):
    app, sidecar = start([subscription("orders")], "--component-type", "pubsub.kafka")
    status, body = http(f"{sidecar.url}/publish/pubsub/orders?metadata.partitionKey=k&metadata.cloudevent.id=mine", "POST", b'{"n": 1}',
                        {"Content-Type": "application/json"})
    assert status == 204, body
    wait_until(lambda: app.got, what="the event")
    assert app.got[0].request.id == "mine"
    assert http(f"{sidecar.url}/publish/nowhere/orders", "POST", b"{}")[0] == 404
    assert http(f"{sidecar.url}/publish/pubsub/orders", "POST", b"[1]", {"Content-Type": "application/cloudevents+json"})[0] == 400
    metadata = json.loads(http(f"{sidecar.url}/metadata")[1])
    assert metadata["components"][0]["type"] == "pubsub.kafka"
    assert [(one["pubsubname"], one["topic"], one["rules"][0]["path"]) for one in metadata["subscriptions"]] == [("pubsub", "orders", "/events/orders")]
    status, body = http(f"{sidecar.url}/invoke/app/method/api/ada/tasks?page=2", "POST", b'{"title": "x"}', {"Content-Type": "application/json", "User-Id": "ada"})
    assert (status, json.loads(body)) == (200, {"fine": True})
    request, sent = app.invoked[0]
    assert request.method == "api/ada/tasks" and request.http_extension.verb == 3 and request.http_extension.querystring == "page=2"
    assert request.data.value == b'{"title": "x"}' and sent["user-id"] == "ada"
    status, body = http(f"{sidecar.url}/invoke/app/method/missing")
    assert status == 404 and json.loads(body)["error"]["code"] == "NOT_FOUND"


def test_metadata_bindings_and_unknown_names_over_grpc(start):
    app, sidecar = start([subscription("orders"), subscription("other", pubsub="elsewhere")])
    wait_until(lambda: app.asked, what="the question for subscriptions")
    answer = wait_until(lambda: (lambda found: found if found.subscriptions else None)(sidecar.peer.call(DAPR + "GetMetadata")), what="subscriptions")
    assert [(one.name, one.type) for one in answer.registered_components] == [("pubsub", "pubsub.in-memory"), ("log", "bindings.log")]
    assert [one.topic for one in answer.subscriptions] == ["orders"]
    sidecar.peer.call(DAPR + "InvokeBinding", {"name": "log", "operation": "create", "data": base64.b64encode(b"hello there").decode()})
    assert "hello there" in sidecar.part.log()
    assert code_of(sidecar.peer.call, DAPR + "InvokeBinding", {"name": "smtp"})[0] == grpc.StatusCode.INVALID_ARGUMENT
    code, text = code_of(sidecar.publish, cloud_event(), pubsub="kafka")
    assert code == grpc.StatusCode.INVALID_ARGUMENT and "kafka" in text
    assert code_of(sidecar.publish, cloud_event(), topic="")[0] == grpc.StatusCode.INVALID_ARGUMENT
    assert code_of(sidecar.publish, b"{broken", content_type="application/cloudevents+json")[0] == grpc.StatusCode.INVALID_ARGUMENT


def test_tokens_are_asked_of_callers_and_shown_to_the_app(start):
    app, sidecar = start([subscription("orders")], env={"DAPR_API_TOKEN": "secret", "APP_API_TOKEN": "app-secret"})
    assert code_of(sidecar.publish, cloud_event())[0] == grpc.StatusCode.UNAUTHENTICATED
    assert http(f"{sidecar.url}/invoke/app/method/x")[0] == 401
    assert http(f"{sidecar.url}/invoke/app/method/x", headers={"dapr-api-token": "secret"})[0] == 200
    assert app.invoked[0][1]["dapr-api-token"] == "app-secret"


def test_stops_on_sigterm_with_deliveries_under_way(start):
    app, sidecar = start([subscription("orders")], "--retry-ms", "1", answer=lambda got: RETRY)
    for event in numbered(10):
        sidecar.publish(event)
    wait_until(lambda: len(app.got) > 20, what="retries")
    assert sidecar.part.stop(number=signal.SIGTERM) == 0
