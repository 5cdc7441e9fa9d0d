"""The documents in gen/, by other people's tools and against what hapax really does."""

import json
import os
import re
import subprocess

import jsonschema
import pytest
from contract_documents import GEN, SPECS, asyncapi, broken_data, catalogue, checker, message_validator, schema, spec, tolerated_data, validator
from harness import places
from harness.brokers import TOPICS
from harness.callbacks import SUCCESS, raw_entry
from harness.events import cloud_event
from harness.ports import free_port
from harness.process import Part, run
from harness.wait import wait_until
from stub_app import StubApp, subscription


def test_every_event_of_the_catalogue_has_its_documents():
    assert SPECS == sorted(catalogue())
    assert sorted(path.stem for path in (GEN / "json-schema").glob("*.json")) == sorted([*SPECS, "cloudevent"])


# ---- AsyncAPI ----

def _diagnostics(document, tmp_path):
    file = tmp_path / "asyncapi.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    env = {**os.environ, "NODE_PATH": str(places.CACHE / "asyncapi" / "node_modules")}
    script = places.TREE / "tests" / "integration" / "asyncapi_diagnostics.js"
    done = subprocess.run([places.system_program("node"), script, file], env=env, capture_output=True, text=True, check=True)
    return [diagnostic for diagnostic in json.loads(done.stdout) if diagnostic[0] <= 1]


def test_asyncapis_own_parser_finds_neither_errors_nor_warnings(tmp_path):
    assert _diagnostics(asyncapi(), tmp_path) == []


@pytest.mark.parametrize("path,value,found", [
    (("operations", "tasks-send-task-events", "action"), "shout", "action"),
    (("operations", "tasks-send-task-events", "channel", "$ref"), "#/channels/none", "channel"),
    (("components", "messages", "task.created", "correlationId"), 7, "correlationId"),
    (("components", "schemas", "task.created", "properties", "title", "type"), "text", "title"),
])
def test_asyncapis_own_parser_would_find_them(tmp_path, path, value, found):
    """Else the test above says nothing."""
    document = place = json.loads(json.dumps(asyncapi()))
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert found in str(_diagnostics(document, tmp_path))


def test_asyncapi_says_who_sends_and_who_receives():
    parts = {(operation["tags"][0]["name"], operation["action"], reference["$ref"].rsplit("/", 1)[1])
             for operation in asyncapi()["operations"].values() for reference in operation["messages"]}
    expected = {(event["owner"], "send", name) for name, event in catalogue().items()}
    expected |= {(consumer, "receive", name) for name, event in catalogue().items() for consumer in event["consumers"]}
    assert parts == expected
    channels = {name: {message for message in channel["messages"]} for name, channel in asyncapi()["channels"].items()}
    assert channels == {topic: {name for name, event in catalogue().items() if event["topic"] == topic} for topic in channels}
    assert set(channels) == set(TOPICS)


# ---- JSON Schema ----

@pytest.mark.parametrize("name", [*SPECS, "cloudevent"])
def test_a_schema_is_one_of_draft_2020_12(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", SPECS)
def test_an_event_fits_its_schemas(name):
    example = spec(name)["example"]
    assert schema(name)["examples"] == [example["data"]]
    for what, data in tolerated_data(name):
        validator(name).validate(data), what  # pylint: disable=expression-not-assigned
        message_validator(name).validate({**example, "data": data})
    validator("cloudevent").validate(example)


@pytest.mark.parametrize("name", SPECS)
def test_broken_data_does_not_fit(name):
    cases = broken_data(name)
    assert len(cases) > 3
    assert [what for what, data in cases if validator(name).is_valid(data)] == []
    example = spec(name)["example"]
    assert [what for what, data in cases if message_validator(name).is_valid({**example, "data": data})] == []


@pytest.mark.parametrize("attribute", ["id", "source", "type", "specversion"])
def test_an_envelope_needs_its_attributes(attribute):
    example = spec("task.created")["example"]
    for value in (None, "", 7):
        broken = {**example, attribute: value}
        if value is None:
            del broken[attribute]
        assert not validator("cloudevent").is_valid(broken)
    assert not validator("cloudevent").is_valid({**example, "time": "yesterday"})
    assert not validator("cloudevent").is_valid({**example, "data_base64": "aGFwYXg="})
    assert not message_validator("task.created").is_valid({**example, "type": "task.deleted"})
    assert not message_validator("task.created").is_valid({**example, "eventversion": "2.0"})


def test_hapax_and_the_schemas_agree_on_what_is_broken(hapax):
    """Every event that the audit service hears of, with one thing broken each: what the schema refuses is a dead letter of hapax, what it takes
    is in the audit log."""
    fine, refused = {}, {}
    for name in SPECS:
        if "audit" not in spec(name)["consumers"]:
            continue
        cases = [(name, what, cloud_event(name, data)) for what, data in tolerated_data(name)], \
                [(name, what, cloud_event(name, data)) for what, data in broken_data(name)]
        for kept, of_kind in zip((fine, refused), cases):
            kept.update({event["id"]: (name, what) for name, what, event in of_kind})
        events = [event for of_kind in cases for _, _, event in of_kind]
        answers = hapax.callbacks.bulk([raw_entry(number, event) for number, event in enumerate(events)], topic=spec(name)["topic"])
        assert set(answers.values()) == {SUCCESS}
    assert len(refused) > 200
    dead = {str(row["event_id"]): row["reason"] for row in hapax.database.dead_letters()}
    audited = {str(row["event_id"]) for row in hapax.database.audit()}
    assert [case for event_id, case in refused.items() if dead.get(event_id) != "invalid"] == []
    assert [case for event_id, case in fine.items() if event_id in dead or event_id not in audited] == []


@pytest.fixture(name="published")
def _published(logs, start_hapax):
    """Calls hapax's API and gives the CloudEvents that come out of its sidecar."""
    app = StubApp(free_port(), [subscription(topic, raw=True) for topic in TOPICS]).start()
    grpc_port = free_port()
    sidecar = Part("sidecar", [places.HAPAX, "sidecar", "--grpc-port", grpc_port, "--http-port", free_port(), "--app-port", app.port], logs)
    sidecar.start()

    def publish(count, calls, **env):
        program = start_hapax(sidecar_port=grpc_port, HAPAX_SERVICES="tasks", **env)
        calls(program)
        wait_until(lambda: len(app.got) >= count, 30, "the events")
        return [json.loads(got.data) for got in app.got]

    yield publish
    sidecar.kill()
    app.stop()


def _whole_life(hapax):
    task = hapax.call("CreateTask", {"title": "Zoë's \"list\"", "description": "d", "due_date": "2026-12-01T10:00:00Z", "priority": "high", "tags": ["a", "b"],
                                     "recurrence": "FREQ=DAILY"})
    bare = hapax.call("CreateTask", {"title": "Bare"})
    hapax.call("UpdateTask", {"task_id": task.task_id, "title": "Other"})
    hapax.call("CompleteTask", {"task_id": task.task_id})
    hapax.call("DeleteTask", {"task_id": bare.task_id})


def test_what_hapax_publishes_fits_the_schemas(published):
    events = published(5, _whole_life)
    assert {event["type"] for event in events} == {"task.created", "task.updated", "task.completed", "task.deleted"}
    for event in events:
        validator("cloudevent").validate(event)
        validator(event["type"]).validate(event["data"])
        message_validator(event["type"]).validate(event)
        missing = set(spec(event["type"])["example"]) - set(event)
        assert not missing, f"{event['type']} has no {missing}, but its example"


# ---- specs and the page ----

@pytest.mark.parametrize("name", SPECS)
def test_a_specification_says_what_the_program_says(name):
    said, shown = spec(name), catalogue()[name]
    for key in ("type", "version", "topic", "owner", "consumers", "description", "aliases", "key", "subject", "message"):
        assert said[key] == shown[key], key
    fields = [{key: field[key] for key in ("number", "name", "type", "repeated")} for field in said["fields"]]
    assert fields == [{key: field[key] for key in ("number", "name", "type", "repeated")} for field in shown["fields"]]
    said_rules, shown_rules = ([sorted(re.split(r", | and (?=[<>])", rules)) for rules in texts]
                               for texts in ([", ".join(field["rules"]) for field in said["fields"]], [field["rules"] for field in shown["fields"]]))
    assert said_rules == shown_rules


def test_the_page_has_every_event_and_no_dead_link():
    page = (GEN / "markdown" / "hapax.md").read_text(encoding="utf-8")
    anchors = {re.sub(r"[^a-z0-9_ -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", page, re.M)}
    assert {link for link in re.findall(r"\]\(#([^)]*)\)", page)} <= anchors
    for name in SPECS:
        assert f"### {name}\n" in page
    assert page.count("```mermaid\n") == 1 + len(TOPICS)


def test_every_arrow_of_the_page_goes_somewhere():
    page = (GEN / "markdown" / "hapax.md").read_text(encoding="utf-8")
    for chart in re.findall(r"```mermaid\nflowchart LR\n(.*?)```", page, re.S):
        nodes = set(re.findall(r'^  (\w+)\[[("]', chart, re.M))
        arrows = re.findall(r'^  (\w+) -->(?:\|"[^"]*"\|)? (\w+)$', chart, re.M)
        assert len(nodes) + len(arrows) == len(chart.splitlines()) and {end for arrow in arrows for end in arrow} == nodes
