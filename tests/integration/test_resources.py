"""gen/resources and k8s/, by other people's tools and on the real parts."""

import json
import pathlib
import re

import kubernetes_validate
import pytest
import yaml
from contract_documents import GEN, SPECS, spec
from harness import places
from harness.brokers import TOPICS, InMemory
from harness.callbacks import PACKAGE
from harness.events import cloud_event
from harness.hapax import Hapax
from harness.ports import free_port
from harness.process import run
from harness.protos import Peer, message
from harness.sidecar import Sidecar
from harness.wait import wait_until
from stub_app import StubApp

RESOURCES = GEN / "resources"
FOLDERS = [RESOURCES / "kafka", RESOURCES / "dapr" / "bulk", RESOURCES / "dapr" / "single"]


def documents(file):
    return [document for document in yaml.safe_load_all(file.read_text(encoding="utf-8")) if document]


# ---- forms ----

def _strict(schema):
    """As an API server reads it: a member that the definition doesn't name is pruned, which nobody who wrote one wants."""
    if isinstance(schema, dict):
        if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
            schema.setdefault("additionalProperties", False)
        for value in schema.values():
            _strict(value)
    elif isinstance(schema, list):
        for value in schema:
            _strict(value)
    return schema


def _references(schema):
    if isinstance(schema, dict):
        yield from [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
        schema = list(schema.values())
    if isinstance(schema, list):
        for value in schema:
            yield from _references(value)


def _standalone(text, everything):
    """A schema that refers to _definitions.json, as one that holds what it refers to: kubeconform follows no references to other files."""
    schema, wanted, definitions = json.loads(text), list(_references(json.loads(text))), {}
    while wanted:
        name = wanted.pop().rsplit("/", 1)[1]
        if name not in definitions:
            definitions[name] = everything[name]
            wanted += _references(everything[name])
    text = json.dumps({"$defs": definitions, **{key: value for key, value in schema.items() if key != "$id"}})
    return re.sub(r'"\$ref": "[^"]*/([^"/]*)"', r'"$ref": "#/$defs/\1"', text)


def _builtin_schemas():
    """Kubernetes's own, of the newest version that the package kubernetes-validate has: (file name, text)."""
    root = pathlib.Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema"
    newest = max(root.glob("*-local-strict"), key=lambda path: [int(part) for part in path.name.split("-")[0].removeprefix("v").split(".")])
    everything = json.loads((newest / "_definitions.json").read_text(encoding="utf-8"))["$defs"]
    for kind in ("deployment-apps-v1", "networkpolicy-networking-v1", "poddisruptionbudget-policy-v1", "secret-v1", "service-v1"):
        yield f"{kind}.json", _standalone((newest / f"{kind}.json").read_text(encoding="utf-8"), everything)


def _custom_schemas():
    """Strimzi's and Dapr's, out of their definitions."""
    for file in (places.CACHE / "crds").glob("*.yaml"):
        for definition in documents(file):
            names, group = definition["spec"]["names"], definition["spec"]["group"].split(".")[0]
            for version in definition["spec"]["versions"]:
                yield f"{names['kind']}-{group}-{version['name']}.json".lower(), json.dumps(_strict(version["schema"]["openAPIV3Schema"]))


@pytest.fixture(scope="module")
def kubeconform(tmp_path_factory):
    """kubeconform(file...) gives its verdicts: [(file name, kind, status, message)...]."""
    folder = tmp_path_factory.mktemp("schemas")
    for name, text in [*_builtin_schemas(), *_custom_schemas()]:
        (folder / name).write_text(text, encoding="utf-8")

    def check(*files):
        done = run([places.tool("kubeconform"), "-strict", "-verbose", "-output", "json", "-schema-location",
                    f"{folder}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json", *files], check=False)
        return [(pathlib.Path(found["filename"]).name, found["kind"], found["status"], found["msg"]) for found in json.loads(done.stdout)["resources"]]

    return check


def test_kubeconform_takes_every_resource(kubeconform):
    files = [file for folder in [*FOLDERS, places.TREE / "k8s", places.TREE / "k8s" / "components"] for file in sorted(folder.glob("*.yaml"))
             if not file.name.startswith("kustomization")]
    verdicts = kubeconform(*files)
    assert [verdict for verdict in verdicts if verdict[2] != "statusValid"] == []
    kinds = {kind for _, kind, _, _ in verdicts}
    assert {"KafkaTopic", "Subscription", "Component", "Resiliency", "Deployment", "NetworkPolicy"} <= kinds
    assert len(verdicts) == sum(len(documents(file)) for file in files)


@pytest.mark.parametrize("file,path,value", [
    ("kafka/task-events.yaml", ("spec", "partitions"), "three"),
    ("kafka/task-events.yaml", ("spec", "partitons"), 3),
    ("kafka/task-events.yaml", ("spec", "replicas"), 40000),
    ("dapr/bulk/audit.yaml", ("spec", "bulkSubscribe", "maxMessagesCount"), "many"),
    ("dapr/bulk/audit.yaml", ("spec", "deadLetter"), "x"),
    ("dapr/single/audit.yaml", ("scopes",), "audit"),
    ("../../k8s/service.yaml", ("spec", "ports", 0, "port"), "http"),
    ("../../k8s/networkpolicy.yaml", ("spec", "ingres"), []),
])
def test_kubeconform_refuses_wrong_ones(kubeconform, tmp_path, file, path, value):
    document = place = documents(RESOURCES / file)[0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (tmp_path / "wrong.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    (_, _, status, _), = kubeconform(tmp_path / "wrong.yaml")
    assert status == "statusInvalid"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_kustomization_lists_its_folder(folder):
    listed = documents(folder / "kustomization.yaml")[0]["resources"]
    assert sorted(listed) == sorted(file.name for file in folder.glob("*.yaml") if file.name != "kustomization.yaml")


# ---- Kafka ----

def test_topics_and_their_dead_letters_are_as_the_contract_says():
    days = 24 * 60 * 60 * 1000
    expected = {topic: (3, 2, 7 * days) for topic in TOPICS}
    expected |= {"task-updates": (3, 2, days // 24), "reminder-events": (3, 2, days), "user-events": (5, 2, 30 * days)}
    expected |= {f"{topic}-dlq": (1, 2, 30 * days) for topic in TOPICS}
    found = {topic["metadata"]["name"]: (topic["spec"]["partitions"], topic["spec"]["replicas"], topic["spec"]["config"]["retention.ms"])
             for file in (RESOURCES / "kafka").glob("*-*.yaml") for topic in documents(file)}
    assert found == expected


def test_kafka_takes_the_settings_of_every_topic(kafka):
    """Asked whether it would; its one broker can keep one replica only."""
    from kafka.admin import KafkaAdminClient, NewTopic  # pylint: disable=import-outside-toplevel
    from kafka.errors import KafkaError  # pylint: disable=import-outside-toplevel
    admin = KafkaAdminClient(bootstrap_servers=f"127.0.0.1:{kafka.port}")

    def would_take(spec_, **more):
        settings = {name: str(value) for name, value in {**spec_["config"], **more}.items()}
        try:
            admin.create_topics([NewTopic(name="asked", num_partitions=spec_["partitions"], replication_factor=1, topic_configs=settings)], validate_only=True)
            return True
        except KafkaError:
            return False

    topics = [topic["spec"] for file in (RESOURCES / "kafka").glob("*-*.yaml") for topic in documents(file)]
    assert len(topics) == 2 * len(TOPICS) and all(would_take(topic) for topic in topics)
    assert not would_take(topics[0], **{"retention.ms": "long"})
    admin.close()


# ---- Dapr ----

def _asked_for(peer):
    answer = peer.call(PACKAGE + "AppCallback/ListTopicSubscriptions", message("google.protobuf.Empty"))
    return {entry.topic: (entry.pubsub_name, dict(entry.metadata), entry.routes.default, entry.dead_letter_topic,
                          (entry.bulk_subscribe.enabled, entry.bulk_subscribe.max_messages_count, entry.bulk_subscribe.max_await_duration_ms))
            for entry in answer.subscriptions}


def _declared(file):
    nothing = {"enabled": False, "maxMessagesCount": 0, "maxAwaitDurationMs": 0}
    return {each["topic"]: (each["pubsubname"], each["metadata"], each["routes"]["default"], each.get("deadLetterTopic", ""),
                            tuple(each.get("bulkSubscribe", nothing).values()))
            for each in (document["spec"] for document in documents(file))}


@pytest.mark.parametrize("delivery", ["bulk", "single"])
def test_declared_subscriptions_are_those_that_hapax_asks_for(start_hapax, delivery):
    hapax = start_hapax(HAPAX_SERVICES="audit", HAPAX_DELIVERY=delivery)
    assert _declared(RESOURCES / "dapr" / delivery / "audit.yaml") == _asked_for(hapax.peer)


def test_every_consumer_has_its_topics():
    expected = {}
    for name in SPECS:
        for consumer in spec(name)["consumers"]:
            expected.setdefault(consumer, set()).add(spec(name)["topic"])
    for delivery in ("bulk", "single"):
        files = [file for file in (RESOURCES / "dapr" / delivery).glob("*.yaml") if file.name != "kustomization.yaml"]
        assert {file.stem: set(_declared(file)) for file in files} == expected
        assert all(document["scopes"] == [file.stem] for file in files for document in documents(file))


class PassingOn(StubApp):
    """An app that asks for nothing and hands what it gets to a hapax behind it: so the declared subscriptions are all there is."""

    def __init__(self, port, hapax):
        super().__init__(port, [])
        self.hapax = hapax

    def _single(self, request, context):
        super()._single(request, context)
        return self.hapax.peer.call_bytes(PACKAGE + "AppCallback/OnTopicEvent", request)

    def _bulk(self, request, context):
        super()._bulk(request, context)
        return self.hapax.peer.call_bytes(PACKAGE + "AppCallback/OnBulkTopicEvent", request)


@pytest.fixture(name="declared", params=[("local", "single"), ("kafka", "bulk")], ids=lambda param: "-".join(param))
def _declared_system(request, logs, broker_named, start_hapax):
    """(sidecar, app, hapax): the real daprd with the generated subscriptions of the audit service."""
    kind, delivery = request.param
    broker = InMemory() if kind == "local" else broker_named(kind)
    broker.new_group("audit")
    hapax = start_hapax(HAPAX_SERVICES="audit")
    app = PassingOn(free_port(), hapax).start()
    text = (RESOURCES / "dapr" / delivery / "audit.yaml").read_text(encoding="utf-8")
    sidecar = Sidecar(logs, broker, app_port=app.port, app_id="audit", resources={"audit.yaml": text}).start()
    yield sidecar, app, hapax
    sidecar.close()
    app.stop()


def test_daprd_delivers_through_the_declared_subscriptions(declared, database):
    sidecar, app, _ = declared
    live = {(each["topic"], each["type"]) for each in sidecar.subscriptions()}
    topics = {topic for topic in TOPICS if any("audit" in spec(name)["consumers"] and spec(name)["topic"] == topic for name in SPECS)}
    assert live == {(topic, "DECLARATIVE") for topic in topics}
    heard = [name for name in SPECS if "audit" in spec(name)["consumers"]]
    for name in heard:
        sidecar.publish(cloud_event(name, spec(name)["example"]["data"]), topic=spec(name)["topic"])
    database.wait_audit(len(heard))
    assert {row["event_type"] for row in database.audit()} == set(heard) and database.dead_letters() == []
    bulk = app.got[0].entry is not None
    assert all((got.entry is not None) == bulk for got in app.got)
