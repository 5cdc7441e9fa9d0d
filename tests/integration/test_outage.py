"""What is published while hapax is away arrives afterwards, on every broker, with the component files as shipped."""

import threading

import pytest

from harness import places
from harness.events import cloud_event
from harness.wait import stays


def published_while_away(system, count=10):
    """On threads: the in-memory component lets a publisher wait while the event before is being delivered."""
    events = [cloud_event() for _ in range(count)]
    publishers = [threading.Thread(target=system.sidecar.publish, args=(event,), kwargs={"timeout": 60}, daemon=True) for event in events]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join(timeout=1 if system.broker.components == "local" else 20)
    return {event["id"] for event in events}


def audited(system):
    return {str(row["event_id"]) for row in system.database.audit()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["kafka", "redis", "rabbitmq", "local"])
def test_events_published_while_hapax_is_down_arrive_after_the_restart(broker_named, start_system, kind):
    system = start_system(broker_named(kind))
    system.hapax.part.kill()
    ids = published_while_away(system)
    stays(lambda: not system.hapax.alive(), 3, "several failed deliveries")
    system.hapax.start()
    system.database.wait_audit(10, timeout_s=40)
    assert audited(system) == ids
    assert system.database.dead_letters() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["kafka", "redis", "rabbitmq"])
def test_events_published_while_hapax_and_its_sidecar_are_down_arrive_after_the_restart(logs, broker_named, start_system, kind):
    from harness.sidecar import Sidecar  # pylint: disable=import-outside-toplevel
    broker = broker_named(kind)
    system = start_system(broker)
    publisher = Sidecar(logs, broker, app_id="publisher").start(subscribed=False)
    try:
        system.hapax.part.kill()
        system.sidecar.part.kill()
        system.sidecar, real = publisher, system.sidecar
        ids = published_while_away(system)
        system.sidecar = real
        system.hapax.start()
        system.sidecar.start()
        system.database.wait_audit(10, timeout_s=40)
        assert audited(system) == ids
    finally:
        publisher.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["kafka", "redis", "rabbitmq"])
def test_a_database_that_is_away_for_long_loses_no_event(broker_named, start_system, kind):
    """Redis takes an event from a worker after processingTimeout: the database is away for longer."""
    system = start_system(broker_named(kind))
    system.database.allow_connections(False)
    ids = published_while_away(system)
    stays(system.hapax.alive, 12, "hapax lives without its database")
    system.database.allow_connections(True)
    system.database.wait_audit(10, timeout_s=40)
    assert audited(system) == ids
    assert system.database.dead_letters() == []


def test_every_shipped_component_has_the_policy_and_no_dead_letter_topic():
    folders = [path.parent for path in (places.TREE / "components").rglob("pubsub.yaml")]
    assert {folder.name for folder in folders} >= {"local", "kafka", "redis", "rabbitmq"}
    for folder in folders:
        policy = (folder / "resiliency.yaml").read_text(encoding="utf-8")
        assert "inbound:" in policy and ("maxRetries: -1" in policy or folder.name == "local"), folder
        for file in folder.glob("*.yaml"):
            assert "deadLetterTopic" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize("kind", ["kafka", "redis", "rabbitmq", "local"])
def test_the_sidecar_takes_the_component_files_without_complaint(broker_named, start_system, kind):
    system = start_system(broker_named(kind))
    complaints = [line for line in system.sidecar.part.log().splitlines() if "level=error" in line or ("level=warning" in line and "dapr.contrib" in line)]
    assert complaints == []
    assert [component["name"] for component in system.sidecar.metadata()["components"]] == ["pubsub"]
    assert "Loading Resiliency configuration: hapax-pubsub" in system.sidecar.part.log()
