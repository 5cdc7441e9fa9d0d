"""Parts that die, vanish and come back. Nothing acknowledged is lost, nothing takes effect twice."""

import threading
import time

import grpc
import pytest

from harness.callbacks import RETRY, SUCCESS, raw_entry
from harness.events import cloud_event, task_created
from harness.protos import code_of
from harness.sidecar import Sidecar
from harness.wait import wait_until

OK = grpc.StatusCode.OK


def publish_many(sidecar, count, batch=200):
    ids = []
    for start in range(0, count, batch):
        events = [cloud_event(data=task_created(title=f"Event {start + number}")) for number in range(batch)]
        sidecar.publish_bulk(events)
        ids += [event["id"] for event in events]
    return ids


def assert_exactly_once(database, ids, timeout_s=60):
    rows = database.wait_audit(len(ids), timeout_s=timeout_s)
    assert sorted(str(row["event_id"]) for row in rows) == sorted(ids)
    assert database.dead_letters() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind, delivery", [("kafka", "bulk"), ("kafka", "single"), ("redis", "single"), ("rabbitmq", "single")])
def test_kill_9_in_the_middle_of_2000_events_and_all_take_effect_once(logs, broker_named, start_system, database, kind, delivery):
    broker = broker_named(kind)
    system = start_system(broker, delivery=delivery)
    publisher = Sidecar(logs, broker, app_id="publisher").start(subscribed=False)
    try:
        ids = []
        feeder = threading.Thread(target=lambda: ids.extend(publish_many(publisher, 2000)))
        feeder.start()
        kills = 0
        for mark in (200, 800, 1400):
            wait_until(lambda: database.audit_count() >= mark, 60, f"{mark} events to arrive", interval_s=0.01)
            kills += database.audit_count() < 2000
            system.hapax.restart()
        feeder.join()
        assert kills >= 1, "every kill came too late to hit anything"
        assert_exactly_once(database, ids)
    finally:
        publisher.close()


@pytest.mark.slow
def test_two_instances_share_2000_events_and_all_take_effect_once(start_system, kafka, database):
    one = start_system(kafka, delivery="bulk")
    two = start_system(kafka, delivery="bulk", app_id=one.app_id, run=False)
    two.hapax.start()
    two.sidecar.start()
    ids = publish_many(one.sidecar, 2000)
    assert_exactly_once(database, ids)


@pytest.mark.slow
def test_two_groups_on_one_database_are_given_everything_twice_and_it_takes_effect_once(start_system, kafka, database):
    one = start_system(kafka, delivery="bulk")
    start_system(kafka, delivery="single")
    ids = publish_many(one.sidecar, 1000)
    assert_exactly_once(database, ids)


@pytest.mark.slow
def test_commands_under_kill_9_are_acknowledged_once_and_published_once(start_system, kafka, database):
    """A client that repeats each command with its idempotency key until it is answered."""
    system = start_system(kafka)
    answered = {}

    def client(number):
        for index in range(40):
            key, deadline = f"{number}-{index}", time.monotonic() + 30
            while time.monotonic() < deadline:
                code, answer = code_of(system.hapax.call, "CreateTask", {"title": key}, user=f"client {number}", idempotency_key=key, timeout=5)
                if code == OK:
                    answered[key] = answer.task_id
                    break
                assert code in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.UNKNOWN), answer

    clients = [threading.Thread(target=client, args=(number,)) for number in range(6)]
    for thread in clients:
        thread.start()
    for mark in (40, 120):
        wait_until(lambda: len(answered) >= mark, 30, "answers", interval_s=0.005)
        system.hapax.restart()
    for thread in clients:
        thread.join()
    assert len(answered) == 240
    stored = {row["title"]: row["task_id"] for row in database.query("select title, task_id from tasks.tasks")}
    assert database.value("select count(*) from tasks.tasks") == 240 and stored == answered
    rows = database.wait_audit(240, timeout_s=40)
    assert {row["data"]["title"] for row in rows} == set(answered)


# ---- the database ----

def test_a_database_lost_in_mid_batch_loses_and_doubles_nothing(start_system, kafka, database):
    system = start_system(kafka, delivery="bulk")
    ids = []
    feeder = threading.Thread(target=lambda: ids.extend(publish_many(system.sidecar, 2000)))
    feeder.start()
    for mark in (100, 900):
        wait_until(lambda: database.audit_count() >= mark, 40, "the first events", interval_s=0.01)
        database.allow_connections(False)
        time.sleep(1)
        database.allow_connections(True)
    feeder.join()
    assert_exactly_once(database, ids)


@pytest.mark.slow
def test_a_crash_and_restart_of_postgres_loses_and_doubles_nothing(logs, start_system, kafka):
    from harness.postgres import Postgres  # pylint: disable=import-outside-toplevel
    own = Postgres(logs).start()
    try:
        database = own.database()
        system = start_system(kafka, database=database, delivery="bulk")
        ids = publish_many(system.sidecar, 600)
        wait_until(lambda: database.audit_count() >= 50, 40, "the first events", interval_s=0.01)
        own.crash()
        assert code_of(system.hapax.call, "CreateTask", {"title": "Without a database"})[0] == grpc.StatusCode.UNAVAILABLE
        own.start()
        assert_exactly_once(database, ids)
        assert system.hapax.call("CreateTask", {"title": "With it again"}).task_id > 0
    finally:
        own.close()


def test_without_its_database_commands_are_unavailable_and_callbacks_never_acknowledged(start_hapax, database):
    hapax = start_hapax()
    database.allow_connections(False)
    code, text = code_of(hapax.call, "CreateTask", {"title": "No"})
    assert code == grpc.StatusCode.UNAVAILABLE and text
    code, status = code_of(hapax.callbacks.event, cloud_event())
    assert code not in (OK, grpc.StatusCode.UNIMPLEMENTED) or status == RETRY
    code, statuses = code_of(hapax.callbacks.bulk, [raw_entry("bad", b"garbage is not acknowledged either"), raw_entry("good", cloud_event())])
    assert code not in (OK, grpc.StatusCode.UNIMPLEMENTED) or set(statuses.values()) == {RETRY}
    wait_until(lambda: hapax.http("/readyz")[0] == 503, 10, "not ready")
    assert hapax.http("/healthz")[0] == 200
    database.allow_connections(True)
    wait_until(lambda: code_of(hapax.call, "CreateTask", {"title": "Yes"})[0] == OK, 15, "commands again")
    wait_until(lambda: hapax.http("/readyz")[0] == 200, 10, "ready again")


def test_a_read_only_database_acknowledges_nothing(start_hapax, database):
    hapax = start_hapax()
    with database.server.connect("postgres") as connection:
        connection.execute(f"alter database {database.name} set default_transaction_read_only = on")
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (database.name,))
    event = cloud_event()

    def refused():
        code, text = code_of(hapax.call, "CreateTask", {"title": "No"})
        assert code not in (OK, grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND), code
        return "read-only" in text
    wait_until(refused, 10, "an error that says why")
    code, status = code_of(hapax.callbacks.event, event)
    assert code not in (OK, grpc.StatusCode.UNIMPLEMENTED) or status == RETRY
    with database.server.connect("postgres") as connection:
        connection.execute(f"alter database {database.name} reset default_transaction_read_only")
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (database.name,))
    wait_until(lambda: code_of(hapax.callbacks.event, event) == (OK, SUCCESS), 15, "the event to be taken")
    assert database.audit_count(event_id=event["id"]) == 1


@pytest.mark.parametrize("url, says", [
    ("postgresql://nobody@127.0.0.1:{port}/{name}", "nobody"),
    ("postgresql://hapax@127.0.0.1:{port}/no_such_database", "no_such_database"),
    ("postgresql://hapax:secret-word@127.0.0.1:1/x", "127.0.0.1"),
    ("nonsense://x", "HAPAX_DATABASE_URL"),
], ids=["wrong role", "no such database", "nobody listens", "no such scheme"])
def test_a_database_that_cannot_be_reached_is_told_and_never_with_its_password(start_hapax, postgres, database, url, says):
    hapax = start_hapax(wait=False, database_url=url.format(port=postgres.port, name=database.name))
    wait_until(lambda: says in hapax.part.log(), 20, f"a message with {says}")
    assert "secret-word" not in hapax.part.log()


# ---- the sidecar ----

def test_commands_go_on_without_a_sidecar_and_are_published_when_it_comes(start_system, kafka, database):
    system = start_system(kafka, run=False)
    kafka.new_group(system.app_id)
    system.hapax.start()
    tasks = [system.hapax.call("CreateTask", {"title": f"Early {number}"}).task_id for number in range(20)]
    assert database.value("select count(*) from tasks.outbox") == 20
    system.sidecar.start()
    rows = database.wait_audit(20, timeout_s=40)
    assert {int(row["subject"]) for row in rows} == set(tasks)


def test_a_sidecar_that_comes_late_is_still_asked_for_bulk_on_kafka(start_system, kafka):
    """By then the channel waits before its next try: one failed question must not decide the delivery for the sidecar's lifetime."""
    system = start_system(kafka, run=False, delivery="auto")
    kafka.new_group(system.app_id)
    system.hapax.start()
    system.hapax.call("CreateTask", {"title": "The relay tries, and the channel backs off"})
    time.sleep(3)
    system.sidecar.start()
    wait_until(lambda: "subscriptions: the sidecar asked" in system.hapax.part.log(), 20, "the sidecar's question")
    assert '"delivery":"bulk"' in system.hapax.part.log()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["kafka", "redis"])
def test_commands_go_on_while_the_sidecar_restarts(broker_named, start_system, database, kind):
    system = start_system(broker_named(kind))
    tasks = [system.hapax.call("CreateTask", {"title": "Before"}).task_id]
    for _ in range(2 if kind == "kafka" else 8):  # Kafka takes 6 s to give the partitions of a killed sidecar to the next
        system.sidecar.part.kill()
        tasks += [system.hapax.call("CreateTask", {"title": "During"}).task_id for _ in range(10)]
        system.sidecar.start()
        tasks.append(system.hapax.call("CreateTask", {"title": "After"}).task_id)
    rows = database.wait_audit(len(tasks), timeout_s=60)
    assert {int(row["subject"]) for row in rows} == set(tasks)
    assert database.dead_letters() == []


def test_a_frozen_sidecar_does_not_stop_commands(start_system, redis, database):
    import signal  # pylint: disable=import-outside-toplevel
    system = start_system(redis)
    system.sidecar.part.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    tasks = [system.hapax.call("CreateTask", {"title": "Frozen"}, timeout=5).task_id for _ in range(20)]
    assert time.monotonic() - began < 5
    system.sidecar.part.send_signal(signal.SIGCONT)
    rows = database.wait_audit(20, timeout_s=60)
    assert {int(row["subject"]) for row in rows} == set(tasks)


def test_events_flow_with_the_sidecars_tokens(start_system, redis, database):
    """APP_API_TOKEN from the sidecar to hapax, DAPR_API_TOKEN the other way round."""
    system = start_system(redis, APP_API_TOKEN="inwards", DAPR_API_TOKEN="outwards")
    system.hapax.call("CreateTask", {"title": "Guarded"})
    database.wait_audit(1)
