"""The C producer and its generated functions, in programs that know hapax by find_package(hapax) alone."""

import concurrent.futures
import contextlib
import json
import pathlib
import shutil
import time
import uuid

import grpc
import pytest

from harness import contract, places, protos
from harness.events import TIME, task_created
from harness.process import run
from harness.producers import ENCODED_KEY, KEY, TRACEPARENT, Driver, _same as same, order

METHOD = "/dapr.proto.runtime.v1.Dapr/PublishEvent"
STRICT = "-DCMAKE_C_FLAGS=-Wall -Wextra -Werror"


@pytest.fixture(name="producer", scope="module")
def _producer():
    folder = pathlib.Path(places.temporary_folder("producer-c"))
    run(["cmake", "--install", places.HAPAX.parent, "--prefix", folder / "prefix"])
    run(["cmake", "-G", "Ninja", "-S", places.TREE / "tests/integration/producers/c", "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={folder / 'prefix'}",
         f"-DEXAMPLE={places.TREE / 'examples/producer-c'}", STRICT], timeout_s=110)
    run(["cmake", "--build", folder / "build"], timeout_s=110)
    yield Driver([folder / "build" / "driver"], [folder / "build" / "example" / "publish"])
    shutil.rmtree(folder)


class Calls(list):
    port = None

    @property
    def events(self):
        return [json.loads(call.data) for call in self]


class Recorder(grpc.GenericRpcHandler):
    def __init__(self, calls, answers, delay_s):
        self.calls, self.answers, self.delay_s = calls, answers, delay_s

    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(self.answer) if details.method == METHOD else None

    def answer(self, request, context):
        call = protos.message("dapr.proto.runtime.v1.PublishEventRequest")
        call.ParseFromString(request)
        self.calls.append(call)
        self.calls.metadata = dict(context.invocation_metadata())
        code, text = self.answers[min(len(self.calls), len(self.answers)) - 1]
        time.sleep(self.delay_s)
        if code != grpc.StatusCode.OK:
            context.abort(code, text)
        return b""


@contextlib.contextmanager
def recorder(*answers, delay_s=0):
    """In the place of a sidecar, where what comes over the wire is looked at."""
    calls = Calls()
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers([Recorder(calls, [(getattr(grpc.StatusCode, code), text) for code, text in answers] or [(grpc.StatusCode.OK, "")], delay_s)])
    calls.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield calls
    finally:
        server.stop(None).wait()


def test_the_example_run_twice_takes_effect_once(producer, kafka, start_system):
    system = start_system(kafka)
    for _ in range(2):
        assert producer.example(DAPR_GRPC_PORT=system.sidecar.grpc_port) == "order-4711"
    later, _ = producer.publish(order(task_created()), order(task_created(user_id=KEY)), DAPR_GRPC_PORT=system.sidecar.grpc_port)
    system.database.wait_audit(1, event_id=later["id"])
    row, = [row for row in system.database.wait_audit(3) if row["subject"] == "4711"]
    assert row["event_type"] == "task.created" and row["data"]["title"] == "Pack order 4711"
    assert system.database.dead_letters() == []
    assert {b"ada", ENCODED_KEY.encode()} <= set(kafka.keys("task-events"))


@pytest.mark.parametrize("form", ["json", "protobuf"])
def test_every_event_of_the_contract_can_be_published_and_read(producer, form):
    events = contract.events()
    with recorder() as calls:
        answers = producer.publish(*(order(event.data, event.type) for event in events), DAPR_GRPC_PORT=calls.port, HAPAX_EVENT_DATA=form)
    assert [answer.get("error") for answer in answers] == [None] * len(events)
    assert [(call.topic, call.data_content_type) for call in calls] == [(event.topic, "application/cloudevents+json") for event in events]
    assert {event["datacontenttype"] for event in calls.events} == {f"application/{form}"}
    read = run([places.HAPAX.parent / "tests" / "decode_events"], stdin="".join(f"{call.data.decode()}\n" for call in calls)).stdout.splitlines()
    assert read == [event.type for event in events]


def test_what_is_published_arrives_with_its_data_in_either_form(producer, broker_named, start_system):
    system = start_system(broker_named("local"))
    events = [event for event in contract.events() if "audit" in event.consumers]
    for form in ("json", "protobuf"):
        answers = producer.publish(*(order(event.data, event.type, correlationId=form, form=form) for event in events), DAPR_GRPC_PORT=system.sidecar.grpc_port)
        assert [answer.get("error") for answer in answers] == [None] * len(events)
        rows = {row["event_type"]: row for row in system.database.wait_audit(len(events), correlation_id=form)}
        for event, answer in zip(events, answers):
            assert str(rows[event.type]["event_id"]) == answer["id"] and same(rows[event.type]["data"], event.data), (form, event.type)
    assert system.database.dead_letters() == []


def test_all_violations_are_named_and_nothing_is_sent(producer):
    wrong = {"task_id": 0, "user_id": "", "title": "x" * 201, "priority": "urgent", "tags": ["home", ""]}
    with recorder() as calls:
        answer, = producer.publish(order(wrong), DAPR_GRPC_PORT=calls.port)
    assert sorted(violation["field"] for violation in answer["violations"]) == ["created_at", "priority", "tags[1]", "task_id", "title", "user_id"]
    assert answer["status"] == "invalid" and answer["error"].startswith("task.created breaks its contract: ") and not calls


def test_the_envelope_is_the_one_of_the_contract(producer):
    data = task_created(task_id=str(2**53), title="<ü>", description="", tags=[])
    given = {"id": "a-1", "source": "/shop", "correlationId": "c", "causationId": "d", "userId": "u", "traceparent": TRACEPARENT, "time": "2026-03-01T11:00:00+01:00"}
    with recorder() as calls:
        answers = producer.publish(order(data, **given), order(task_created(task_id=str(2**53 + 1), user_id=KEY)), DAPR_GRPC_ENDPOINT=f"http://127.0.0.1:{calls.port}",
                                   DAPR_API_TOKEN="secret", HAPAX_PUBSUB="other", HAPAX_TOPICS="a=b,task-events=my/tasks")
    full, plain = calls.events
    assert (calls[0].pubsub_name, calls[0].topic, dict(calls[0].metadata)) == ("other", "my/tasks", {"partitionKey": "ada"})
    assert dict(calls[1].metadata) == {"partitionKey": ENCODED_KEY} and calls.metadata["dapr-api-token"] == "secret"
    data = {**data, "task_id": 2**53, "created_at": TIME}
    assert full == {"specversion": "1.0", "id": "a-1", "source": "/shop", "type": "task.created", "subject": str(2**53), "time": TIME,
                    "datacontenttype": "application/json", "eventversion": "1.0", "correlationid": "c", "causationid": "d", "userid": "u", "partitionkey": "ada",
                    "traceparent": TRACEPARENT, "traceid": TRACEPARENT, "data": data}
    assert plain["data"]["task_id"] == str(2**53 + 1) and plain["source"] == "/hapax/tasks" and plain["correlationid"] == plain["id"] == answers[1]["id"]
    assert uuid.UUID(plain["id"]).version == 7 and not {"causationid", "userid", "traceparent", "traceid"} & set(plain)


def test_an_event_without_its_key_field_is_ordered_by_what_it_is_about_or_its_source(producer):
    data = {"login_method": "email", "ip_address": "192.0.2.1", "user_agent": "x", "reason": "y"}
    with recorder() as calls:
        answers = producer.publish(order(data, "user.login_failed"), order({**data, "user_id": "eve"}, "user.login_failed"), DAPR_GRPC_PORT=calls.port)
    assert [answer["status"] for answer in answers] == ["ok", "ok"]
    assert [(event.get("subject"), event["partitionkey"]) for event in calls.events] == [(None, "/hapax/users"), ("eve", "eve")]


def test_a_failing_sidecar_is_asked_again_with_the_same_event(producer):
    with recorder(("INTERNAL", "later"), ("UNAVAILABLE", ""), ("OK", "")) as calls:
        answer, = producer.publish(order(task_created()), DAPR_GRPC_PORT=calls.port)
    assert answer["status"] == "ok" and len(calls) == 3 and len({call.SerializeToString() for call in calls}) == 1


def test_a_refusal_carries_the_sidecars_words_and_is_not_repeated(producer, broker_named, start_system):
    system = start_system(broker_named("local"))
    answer, = producer.publish(order(task_created(), id="mine"), DAPR_GRPC_PORT=system.sidecar.grpc_port, HAPAX_PUBSUB="nowhere")
    assert "publishing task.created mine to task-events: " in answer["error"] and "nowhere" in answer["error"] and answer["status"] != "ok"
    with recorder(("PERMISSION_DENIED", "not you")) as calls:
        answer, = producer.publish(order(task_created()), DAPR_GRPC_PORT=calls.port)
    assert answer["status"] == "forbidden" and "not you" in answer["error"] and len(calls) == 1


def test_a_silent_sidecar_is_given_up_at_the_deadline(producer):
    with recorder(delay_s=2) as calls:
        began = time.monotonic()
        answer, = producer.publish(order(task_created(), client={"timeoutMs": 300, "attempts": 2}), DAPR_GRPC_PORT=calls.port)
        assert answer["status"] == "timeout" and "publishing task.created" in answer["error"] and time.monotonic() - began < 2


def test_a_sidecar_that_is_away_is_said_so(producer):
    answer, = producer.publish(order(task_created(), client={"timeoutMs": 2000, "attempts": 2}), DAPR_GRPC_PORT=1)
    assert answer["status"] == "unavailable" and "publishing task.created" in answer["error"]


@pytest.mark.parametrize("name, value, allowed", [
    ("HAPAX_TOPICS", "a=b,a=c", "OURS=THEIRS"), ("HAPAX_EVENT_DATA", "xml", "json or protobuf"), ("DAPR_GRPC_PORT", "x", "to 65535"),
    ("DAPR_GRPC_ENDPOINT", "http://a b", "HOST")])
def test_wrong_settings_are_refused_with_what_is_allowed(producer, name, value, allowed):
    answer, = producer.publish(order(task_created()), **{name: value})
    assert answer["status"] == "invalid" and name in answer["error"] and allowed in answer["error"], answer


@pytest.mark.parametrize("options, error", [({"traceparent": "01"}, "traceparent: is \"01\"; allowed: 00-"), ({"userId": "a\0b"}, "user_id: must be UTF-8 without U+0000")])
def test_attributes_that_nobody_could_read_are_refused(producer, options, error):
    with recorder() as calls:
        answer, = producer.publish(order(task_created(), **options), DAPR_GRPC_PORT=calls.port)
    assert answer["status"] == "invalid" and error in answer["error"] and not calls
