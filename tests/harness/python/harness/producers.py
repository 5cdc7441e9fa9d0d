"""What a generated producer has to do, in whatever language: the tests of each inherit these. They give a fixture `producer` with
publish(*orders, **env): an answer for each order, {"id", "status", "error", "violations"}, and example(**env): runs the example."""

import contextlib
import http.server
import json
import threading
import time
import urllib.parse
import uuid

import pytest

from . import contract, places
from .events import TIME, task_created
from .process import run

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
KEY = "zoë a/b+c%"
# What hapax itself makes the broker's key of it.
ENCODED_KEY = "zo%C3%AB%20a%2Fb%2Bc%25"


class Driver:
    """A program that reads orders as lines of JSON, and an example, both built beforehand."""

    def __init__(self, program, example, cwd=None):
        self.program, self.program_of_example, self.cwd = program, example, cwd

    def publish(self, *orders, **env):
        done = run(self.program, env=_texts(env), cwd=self.cwd, stdin="".join(json.dumps(order) + "\n" for order in orders))
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == len(orders), done.stdout
        return answers

    def example(self, **env):
        return run(self.program_of_example, env=_texts(env), cwd=self.cwd).stdout.strip()


def _texts(env):
    return {name: str(value) for name, value in env.items()}


class Calls(list):
    """What a sidecar was asked; each a dict with path, query, headers, body."""
    port = None

    @property
    def events(self):
        return [json.loads(call["body"]) for call in self]


@contextlib.contextmanager
def recorder(*answers, delay_s=0):
    """In the place of a sidecar, where what comes over the wire is looked at; answers (status, text), the last one again and again."""
    calls = Calls()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            url = urllib.parse.urlsplit(self.path)
            calls.append({"path": url.path, "query": urllib.parse.parse_qs(url.query), "headers": self.headers,
                          "body": self.rfile.read(int(self.headers["content-length"]))})
            status, text = answers[min(len(calls), len(answers)) - 1]
            time.sleep(delay_s)
            with contextlib.suppress(ConnectionError):
                self.send_response(status)
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

        def log_message(self, *_arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    calls.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield calls
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def order(data, kind="task.created", client=None, **options):
    return {"type": kind, "data": data, "options": options, "client": client or {}}


class ProducerCases:
    def test_the_example_run_twice_takes_effect_once(self, producer, kafka, start_system):
        system = start_system(kafka)
        for _ in range(2):
            assert producer.example(DAPR_HTTP_PORT=system.sidecar.http_port) == "order-4711"
        # Behind them, on the same partition: once it is there, both have been looked at.
        later, _ = producer.publish(order(task_created()), order(task_created(user_id=KEY)), DAPR_HTTP_PORT=system.sidecar.http_port)
        system.database.wait_audit(1, event_id=later["id"])
        row, = [row for row in system.database.wait_audit(3) if row["subject"] == "4711"]
        assert row["event_type"] == "task.created" and row["data"]["title"] == "Pack order 4711"
        assert system.database.dead_letters() == []
        assert {b"ada", ENCODED_KEY.encode()} <= set(kafka.keys("task-events"))

    @pytest.mark.parametrize("form", ["json", "protobuf"])
    def test_every_event_of_the_contract_can_be_published_and_read_by_hapax(self, producer, form):
        events = contract.events()
        with recorder((204, "")) as calls:
            answers = producer.publish(*(order(event.data, event.type) for event in events), DAPR_HTTP_PORT=calls.port, HAPAX_EVENT_DATA=form)
        assert [answer.get("error") for answer in answers] == [None] * len(events)
        assert [call["path"].rsplit("/", 1)[1] for call in calls] == [event.topic for event in events]
        assert {event["datacontenttype"] for event in calls.events} == {f"application/{form}"}
        read = run([places.HAPAX.parent / "tests" / "decode_events"], stdin="".join(f'{call["body"].decode()}\n' for call in calls)).stdout.splitlines()
        assert read == [event.type for event in events]

    def test_what_is_published_arrives_with_its_data_in_either_form(self, producer, broker_named, start_system):
        system = start_system(broker_named("local"))
        events = [event for event in contract.events() if "audit" in event.consumers]
        for form in ("json", "protobuf"):
            answers = producer.publish(*(order(event.data, event.type, correlationId=form) for event in events),
                                       DAPR_HTTP_PORT=system.sidecar.http_port, HAPAX_EVENT_DATA=form)
            assert [answer.get("error") for answer in answers] == [None] * len(events)
            rows = {row["event_type"]: row for row in system.database.wait_audit(len(events), correlation_id=form)}
            for event, answer in zip(events, answers):
                row = rows[event.type]
                assert str(row["event_id"]) == answer["id"] and _same(row["data"], event.data), (form, row["data"], event.data)
        assert system.database.dead_letters() == []

    def test_all_violations_are_named_and_nothing_is_sent(self, producer):
        wrong = {"task_id": 0, "user_id": "", "title": "x" * 201, "priority": "urgent", "tags": ["home", ""]}
        with recorder((204, "")) as calls:
            answer, text = producer.publish(order(wrong), order(task_created(title="a\0b")), DAPR_HTTP_PORT=calls.port)
        found = sorted((violation.get("Field") or violation["field"]) for violation in answer["violations"])
        assert found == ["created_at", "priority", "tags[1]", "task_id", "title", "user_id"]
        assert answer["error"].startswith("task.created breaks its contract: ") and "user_id: value is required; " in answer["error"]
        assert "title: must not contain U+0000" in text["error"] and not calls

    def test_the_envelope_is_the_one_of_the_contract(self, producer):
        data = task_created(task_id=str(2**53), title="<ü>", description="", tags=[])
        given = {"id": "a-1", "source": "/shop", "correlationId": "c", "causationId": "d", "userId": "u", "traceparent": TRACEPARENT, "time": "2026-03-01T11:00:00+01:00"}
        with recorder((204, "")) as calls:
            answers = producer.publish(order(data, **given), order(task_created(task_id=str(2**53 + 1))), DAPR_HTTP_PORT=calls.port, DAPR_API_TOKEN="secret",
                                       HAPAX_PUBSUB="other", HAPAX_TOPICS="a=b, task-events=my/tasks")
        full, plain = calls.events
        assert calls[0]["path"] == "/v1.0/publish/other/my%2Ftasks" and calls[0]["query"] == {"metadata.partitionKey": ["ada"]}
        assert calls[0]["headers"]["dapr-api-token"] == "secret" and calls[0]["headers"]["content-type"] == "application/cloudevents+json"
        assert full.pop("time").startswith("2026-03-01T10:00:00.000")
        data = {**data, "task_id": 2**53, "created_at": TIME}
        assert full == {"specversion": "1.0", "id": "a-1", "source": "/shop", "type": "task.created", "subject": str(2**53), "datacontenttype": "application/json",
                        "eventversion": "1.0", "correlationid": "c", "causationid": "d", "userid": "u", "partitionkey": "ada", "traceparent": TRACEPARENT,
                        "traceid": TRACEPARENT, "data": data}
        assert plain["data"]["task_id"] == str(2**53 + 1) and plain["source"] == "/hapax/tasks" and plain["correlationid"] == plain["id"] == answers[1]["id"]
        assert uuid.UUID(plain["id"]).version == 7 and not {"causationid", "userid", "traceparent", "traceid"} & set(plain)

    def test_an_event_without_its_key_field_is_ordered_by_what_it_is_about_or_its_source(self, producer):
        data = {"login_method": "email", "ip_address": "192.0.2.1", "user_agent": "x", "reason": "y"}
        with recorder((204, "")) as calls:
            answers = producer.publish(order(data, "user.login_failed"), order({**data, "user_id": "eve"}, "user.login_failed", form="protobuf"), DAPR_HTTP_PORT=calls.port)
        assert [answer.get("error") for answer in answers] == [None, None]
        assert [(event.get("subject"), event["partitionkey"]) for event in calls.events] == [(None, "/hapax/users"), ("eve", "eve")]
        assert calls.events[1]["datacontenttype"] == "application/protobuf" and "data" not in calls.events[1]

    def test_a_failing_sidecar_is_asked_again_with_the_same_event(self, producer):
        with recorder((500, "later"), (503, ""), (204, "")) as calls:
            answer, = producer.publish(order(task_created()), DAPR_HTTP_ENDPOINT=f"http://127.0.0.1:{calls.port}/")
        assert not answer.get("error") and len(calls) == 3 and len({call["body"] for call in calls}) == 1

    def test_a_refusal_carries_the_sidecars_words_and_is_not_repeated(self, producer, broker_named, start_system):
        system = start_system(broker_named("local"))
        answer, = producer.publish(order(task_created(), id="mine"), DAPR_HTTP_PORT=system.sidecar.http_port, HAPAX_PUBSUB="nowhere")
        assert answer["id"] == "mine" and answer["status"] in (400, 404) and "ERR_PUBSUB_NOT_FOUND" in answer["error"]
        with recorder((403, "not you")) as calls:
            answer, = producer.publish(order(task_created()), DAPR_HTTP_PORT=calls.port)
        assert answer["status"] == 403 and "not you" in answer["error"] and len(calls) == 1

    def test_a_silent_sidecar_is_given_up_after_the_timeout(self, producer):
        with recorder((204, ""), delay_s=1) as calls:
            answer, = producer.publish(order(task_created(), client={"timeoutMs": 200, "attempts": 2}), DAPR_HTTP_PORT=calls.port)
        assert answer["status"] == 0 and answer["id"] and "publishing task.created" in answer["error"] and len(calls) == 2

    def test_wrong_settings_are_refused_with_what_is_allowed(self, producer):
        for name, value, allowed in (("HAPAX_TOPICS", "a=b,a=c", "OURS=THEIRS"), ("HAPAX_EVENT_DATA", "xml", "json and protobuf"), ("DAPR_HTTP_PORT", "x", "HOST[:PORT]")):
            answer, = producer.publish(order(task_created()), **{name: value})
            assert name in answer["error"] and allowed in answer["error"], answer


def _same(stored, data):
    """Times may have more digits than they were given; what the data hasn't got is empty."""
    if isinstance(data, dict):
        return isinstance(stored, dict) and set(data) <= set(stored) and all(_same(value, data.get(name)) for name, value in stored.items())
    if isinstance(data, list):
        return len(stored) == len(data) and all(map(_same, stored, data))
    if data is None:
        return not stored
    if isinstance(data, str) and data.endswith("Z") and isinstance(stored, str):
        return stored.removesuffix("Z").split(".")[0] == data.removesuffix("Z").split(".")[0]
    return stored == data
