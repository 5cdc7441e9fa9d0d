"""What APP_PORT answers besides commands: reflection, health, callbacks that nobody knows, tokens, ports."""

import json
import socket

import grpc
import pytest

from harness import callbacks, places
from harness.callbacks import PACKAGE, SUCCESS, Callbacks
from harness.events import cloud_event
from harness.process import run
from harness.protos import code_of, message
from harness.wait import wait_until

OK = grpc.StatusCode.OK
UNIMPLEMENTED = grpc.StatusCode.UNIMPLEMENTED
UNAUTHENTICATED = grpc.StatusCode.UNAUTHENTICATED


# ---- grpcurl ----

def test_reflection_lists_every_service(hapax):
    services = hapax.grpcurl("list").stdout.split()
    assert {"hapax.tasks.v1.TaskService", "dapr.proto.runtime.v1.AppCallback", "grpc.health.v1.Health"} <= set(services)


def test_reflection_describes_methods_and_every_event_message(hapax):
    assert "CreateTask" in hapax.grpcurl("describe", "hapax.tasks.v1.TaskService").stdout
    assert "task_id" in hapax.grpcurl("describe", "hapax.tasks.v1.TaskCreated").stdout
    assert "order_id" in hapax.grpcurl("describe", "hapax.orders.v1.OrderPlaced").stdout


def test_reflection_of_an_unknown_name_is_an_error(hapax):
    done = hapax.grpcurl("describe", "hapax.nothing.v1.Nothing", check=False)
    assert done.returncode != 0 and "not found" in (done.stdout + done.stderr).lower()


def test_health_by_grpcurl(hapax):
    assert json.loads(hapax.grpcurl("grpc.health.v1.Health/Check").stdout) == {"status": "SERVING"}
    done = hapax.grpcurl("grpc.health.v1.Health/Check", data={"service": "no.such.Service"}, check=False)
    assert done.returncode != 0 and "NotFound" in done.stderr


def test_an_error_of_a_command_reads_well_in_grpcurl(hapax):
    done = hapax.grpcurl("hapax.tasks.v1.TaskService/CreateTask", data={"title": "Whose?"}, check=False)
    assert done.returncode != 0 and "Unauthenticated" in done.stderr and "user-id" in done.stderr


# ---- methods, topics, paths that nobody knows ----

@pytest.mark.parametrize("path", ["hapax.tasks.v1.TaskService/NoSuch", "no.such.Service/Method", "dapr.proto.runtime.v1.AppCallback/NoSuch", "x/y"])
def test_an_unknown_grpc_method_is_unimplemented_at_once(hapax, path):
    assert code_of(hapax.peer.call_bytes, path, b"", timeout=5)[0] == UNIMPLEMENTED


def kept(hapax, event_id):
    """An acknowledgement is right only if the event is somewhere."""
    return hapax.database.audit_count(event_id=event_id) + sum(str(row["event_id"]) == event_id for row in hapax.database.dead_letters())


@pytest.mark.parametrize("topic", ["no-such-topic", "", "task-events-dlq", "TASK-EVENTS"])
@pytest.mark.parametrize("path", ["", "/no/such/path"])
def test_an_event_on_an_unknown_topic_or_path_is_never_acknowledged_away(hapax, topic, path):
    event = cloud_event()
    code, status = code_of(hapax.callbacks.event, event, topic=topic, path=path)
    assert code != UNIMPLEMENTED
    assert code != OK or status != callbacks.DROP
    if code == OK and status == SUCCESS:
        assert kept(hapax, event["id"]) > 0


@pytest.mark.parametrize("path", ["", "/", "/events", "/no/such/path"])
def test_the_path_of_a_subscription_does_not_matter(hapax, path):
    event = cloud_event()
    assert hapax.callbacks.event(event, path=path) == SUCCESS
    assert hapax.database.audit_count(event_id=event["id"]) == 1


@pytest.mark.parametrize("path, request_", [
    ("OnInvoke", message("dapr.proto.common.v1.InvokeRequest", method="no/such/method")),
    ("OnBindingEvent", message(PACKAGE + "BindingEventRequest", name="no-such-binding", data=b"x")),
    ("OnJobEvent", message(PACKAGE + "JobEventRequest", name="no-such-job")),
], ids=["invoke", "binding", "job"])
def test_an_unknown_invocation_binding_or_job_is_an_error_and_not_unimplemented(hapax, path, request_):
    code, answer = code_of(hapax.peer.call, PACKAGE + "AppCallback/" + path, request_)
    assert code not in (OK, UNIMPLEMENTED), answer


@pytest.mark.parametrize("method", ["OnTopicEvent", "OnBulkTopicEvent"])
@pytest.mark.parametrize("request_", [b"", b"\xff\xff\xff", b"\x12\xff\xff\xff\xff\x0f", bytes(range(256))], ids=["empty", "no tag", "length beyond the end", "noise"])
def test_a_malformed_callback_is_never_acknowledged_away(hapax, method, request_):
    before = len(hapax.database.dead_letters())
    code, answer = code_of(hapax.peer.call_bytes, PACKAGE + "AppCallback/" + method, request_)
    assert code != UNIMPLEMENTED
    if code == OK and method == "OnTopicEvent":
        status = message(PACKAGE + "TopicEventResponse").FromString(answer).status
        assert status == callbacks.RETRY or len(hapax.database.dead_letters()) == before + 1
    assert hapax.alive()


def test_subscriptions_never_have_a_dead_letter_topic(hapax):
    answer = hapax.peer.call(PACKAGE + "AppCallback/ListTopicSubscriptions", message("google.protobuf.Empty"))
    topics = [subscription.topic for subscription in answer.subscriptions]
    assert "task-events" in topics and len(topics) == len(set(topics))
    assert all(not subscription.dead_letter_topic and subscription.pubsub_name == "pubsub" for subscription in answer.subscriptions)


@pytest.mark.parametrize("delivery", ["bulk", "single"])
def test_subscriptions_are_raw_and_bulk_waits_briefly(start_hapax, delivery):
    hapax = start_hapax(HAPAX_DELIVERY=delivery)
    answer = hapax.peer.call(PACKAGE + "AppCallback/ListTopicSubscriptions", message("google.protobuf.Empty"))
    for subscription in answer.subscriptions:
        assert subscription.bulk_subscribe.enabled == (delivery == "bulk")
        assert subscription.metadata["rawPayload"] == "true"
        if delivery == "bulk":
            assert 1 <= subscription.bulk_subscribe.max_await_duration_ms <= 50


def test_the_sidecars_health_probe_is_answered(hapax):
    hapax.peer.call(PACKAGE + "AppCallbackHealthCheck/HealthCheck", message("google.protobuf.Empty"))
    assert list(hapax.peer.call(PACKAGE + "AppCallback/ListInputBindings", message("google.protobuf.Empty")).bindings) == []


def test_the_older_bulk_callback_takes_events_as_well(hapax):
    event = cloud_event()
    request = callbacks.bulk_request([callbacks.raw_entry(0, event)])
    answer = hapax.peer.call(PACKAGE + "AppCallbackAlpha/OnBulkTopicEventAlpha1", request)
    assert [(status.entry_id, status.status) for status in answer.statuses] == [("0", SUCCESS)]
    assert hapax.database.audit_count(event_id=event["id"]) == 1


# ---- the sidecar's token ----

TOKEN = ("dapr-api-token", "right")


@pytest.mark.parametrize("metadata, welcome", [
    ([], False), ([("dapr-api-token", "wrong")], False), ([("dapr-api-token", "")], False), ([("dapr-api-token", "right ")], False),
    ([("dapr-api-token", "righ")], False), ([("dapr-api-token", "wrong"), ("dapr-api-token", "worse")], False),
    ([("dapr-api-token", "wrong, right")], False), ([TOKEN], True), ([("dapr-api-token", "forged"), TOKEN], True),
], ids=["none", "wrong", "empty", "longer", "shorter", "two wrong", "list in one value", "right", "appended after a publisher's"])
def test_a_callback_needs_the_token(token_hapax, metadata, welcome):
    event = cloud_event()
    code, status = code_of(Callbacks(token_hapax.peer, metadata).event, event)
    assert (code, status) == (OK, SUCCESS) if welcome else code == UNAUTHENTICATED, status
    assert token_hapax.database.audit_count(event_id=event["id"]) == (1 if welcome else 0)


@pytest.fixture(name="token_hapax", scope="module")
def _token_hapax(logs, postgres):
    from harness.hapax import Hapax  # pylint: disable=import-outside-toplevel
    database = postgres.database()
    hapax = Hapax(logs, database.url, APP_API_TOKEN="right").start()
    hapax.database = database
    yield hapax
    hapax.close()


@pytest.mark.parametrize("method", ["OnInvoke", "OnTopicEvent", "OnBindingEvent", "OnBulkTopicEvent", "OnJobEvent"])
def test_every_callback_with_an_effect_is_guarded(token_hapax, method):
    assert code_of(token_hapax.peer.call_bytes, PACKAGE + "AppCallback/" + method, b"")[0] == UNAUTHENTICATED


@pytest.mark.parametrize("method", ["AppCallback/ListTopicSubscriptions", "AppCallback/ListInputBindings", "AppCallbackHealthCheck/HealthCheck"])
def test_what_a_sidecar_asks_without_its_token_is_answered(token_hapax, method):
    """daprd never sends the token with these: refused, the app would silently get no events at all."""
    assert code_of(token_hapax.peer.call_bytes, PACKAGE + method, b"")[0] == OK


def test_two_tokens_are_valid_while_one_replaces_the_other(start_hapax):
    hapax = start_hapax(APP_API_TOKEN="old,new")
    for token, code in (("old", OK), ("new", OK), ("old,new", UNAUTHENTICATED), ("", UNAUTHENTICATED)):
        assert code_of(Callbacks(hapax.peer, [("dapr-api-token", token)]).event, cloud_event())[0] == code, token


def test_the_token_guards_callbacks_only(token_hapax):
    assert token_hapax.call("CreateTask", {"title": "No token needed"}).task_id > 0
    assert "hapax.tasks.v1.TaskService" in token_hapax.grpcurl("list").stdout


# ---- ports, start and stop ----

def test_a_taken_port_is_an_error_that_names_it(start_hapax):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        for setting in ({"port": port}, {"HAPAX_HTTP_PORT": port}):
            hapax = start_hapax(wait=False, **setting)
            assert hapax.part.wait(20) == 1
            assert str(port) in hapax.part.log()


def test_two_instances_cannot_share_a_port(start_hapax, hapax):
    second = start_hapax(wait=False, port=hapax.port)
    assert second.part.wait(20) == 1
    assert str(hapax.port) in second.part.log()
    assert hapax.alive()


def test_after_kill_9_it_starts_again_at_once_on_the_same_port(start_hapax):
    hapax = start_hapax()
    for _ in range(3):
        hapax.restart()
        assert hapax.call("CreateTask", {"title": "Still here"}).task_id > 0


def test_sigterm_stops_it_cleanly(start_hapax):
    hapax = start_hapax()
    hapax.call("CreateTask", {"title": "Before the end"})
    assert hapax.part.stop(timeout_s=15) == 0, hapax.part.tail()


def test_http_tells_health_readiness_and_metrics(hapax):
    assert hapax.http("/healthz")[0] == 200
    assert hapax.http("/readyz")[0] == 200
    status, text = hapax.http("/metrics")
    assert status == 200 and b"hapax_build_info" in text and b"hapax_outbox_pending" in text
    assert hapax.http("/no/such/page")[0] == 404


def test_two_instances_may_migrate_one_database_at_once(start_hapax):
    both = [start_hapax(wait=False), start_hapax(wait=False)]
    for hapax in both:
        wait_until(hapax.ready, 30, "both instances")
        assert hapax.call("CreateTask", {"title": "From either"}).task_id > 0


def test_migrate_makes_the_tables_once(database):
    for said in ("applied", "up to date"):
        done = run([places.HAPAX, "migrate", "--database-url", database.url])
        assert said in done.stdout
