"""The Python producers in gen/python, from the point of view of a team that has installed the package."""

import json
import pathlib
import shutil
import sys

import pytest

from harness import contract, places
from harness.events import task_created
from harness.process import run
from harness.producers import Driver, ProducerCases, order, recorder

DRIVER = places.TREE / "tests" / "integration" / "producers" / "python" / "main.py"
EXAMPLE = places.TREE / "examples" / "publisher-python" / "publish.py"


class Installed(Driver):
    """Programs that find the package where pip has put it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        table = self.folder / "table.json"
        table.write_text(json.dumps({event.type: {"module": event.stem.replace("/", "."), "name": event.message} for event in contract.events()}))
        super().__init__([sys.executable, DRIVER, table], [sys.executable, EXAMPLE])

    def publish(self, *orders, **env):
        return super().publish(*orders, PYTHONPATH=self.folder / "site", **env)

    def example(self, **env):
        return super().example(PYTHONPATH=self.folder / "site", **env)

    def python(self, text, **env):
        return run([sys.executable, "-c", text], env={"PYTHONPATH": str(self.folder / "site"), **env}).stdout


@pytest.fixture(name="producer", scope="module")
def _producer():
    folder = places.temporary_folder("producer-python")
    run([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--target", f"{folder}/site",
         places.TREE / "gen" / "python"], timeout_s=110)
    yield Installed(folder)
    shutil.rmtree(folder)


class TestPython(ProducerCases):
    pass


def test_installing_leaves_nothing_behind_in_gen(producer):
    assert (producer.folder / "site" / "hapax" / "py.typed").is_file()
    assert (producer.folder / "site" / "hapax" / "tasks" / "v1" / "events_pb2.pyi").is_file()
    left = [path for path in (places.TREE / "gen" / "python").rglob("*") if path.suffix not in (".py", ".pyi", ".toml", ".typed") and path.is_file()]
    assert not left


def test_messages_can_be_imported_without_a_producer(producer):
    assert producer.python("from hapax.tasks.v1.events_pb2 import TaskCreated; print(TaskCreated(task_id=7).task_id)") == "7\n"


def test_a_connection_that_the_sidecar_closed_meanwhile_costs_no_attempt(producer):
    with recorder((204, "")) as calls:
        told = producer.python(f"""
import hapax
from hapax.tasks.v1.events import TaskCreated, publish_task_created
client = hapax.Client("http://127.0.0.1:{calls.port}", attempts=1)
task = TaskCreated(task_id=1, user_id="ada", title="x", created_at={{"seconds": 1}})
for _ in range(3):
    print(publish_task_created(client, task))
""")
    assert len(told.split()) == len(calls) == 3


@pytest.mark.parametrize("options, error", [
    ("traceparent='01'", "ValueError: traceparent is '01'; allowed is the form 00-"),
    ("time=datetime.datetime(2026, 3, 1)", "ValueError: time is 2026-03-01 00:00:00, without a time zone"),
    ("user_id='a\\0'", "ValueError: userid is 'a\\x00'; allowed is text without U+0000"),
    ("form='xml'", "ValueError: form is 'xml'; allowed are json and protobuf"),
    ("corelation_id='a'", "TypeError: new_event() got an unexpected keyword argument 'corelation_id'"),
])
def test_attributes_that_nobody_could_read_are_refused(producer, options, error):
    with recorder((204, "")) as calls:
        told = producer.python(f"""
import datetime
import hapax
from hapax.tasks.v1.events import TaskCreated, publish_task_created
task = TaskCreated(task_id=1, user_id="ada", title="x", created_at={{"seconds": 1}})
try:
    publish_task_created(hapax.Client("http://127.0.0.1:{calls.port}"), task, {options})
except Exception as error:
    print(f"{{type(error).__name__}}: {{error}}")
""")
    assert told.startswith(error) and not calls


def test_data_of_another_event_is_refused(producer):
    told = producer.python("""
import hapax
from hapax.tasks.v1.events import TaskDeleted, publish_task_created
try:
    publish_task_created(hapax.Client(), TaskDeleted())
except TypeError as error:
    print(error)
""")
    assert told == "the data of task.created is a TaskCreated, not a TaskDeleted\n"


def test_data_that_json_cannot_hold_is_a_violation_with_its_path(producer):
    wrong = {"task_id": 1, "user_id": "ada", "before": {"title": "a\0b"}, "after": {"tags": ["x", "\0"]}, "updated_at": "2026-03-01T10:00:00Z"}
    answer, = producer.publish(order(wrong, "task.updated"))
    assert [violation["field"] for violation in answer["violations"]] == ["before.title", "after.tags[1]"]
    assert producer.publish(order(task_created()), DAPR_HTTP_PORT=1)[0]["error"].endswith("Connection refused")


def test_a_type_checker_sees_what_does_not_fit(producer, tmp_path):
    (tmp_path / "program.py").write_text("""
import hapax
from hapax.tasks.v1.events import TaskCreated, TaskDeleted, publish_task_created
client = hapax.Client()
publish_task_created(client, TaskCreated(task_id=1, priority={"value": "low"}), id="x", user_id="u")
publish_task_created(client, TaskDeleted())
publish_task_created(client, TaskCreated(), corelation_id="x")
publish_task_created(client, TaskCreated(task_id="x"))
""")
    done = run([sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", tmp_path / "cache", "program.py"], cwd=tmp_path, check=False,
               env={"MYPYPATH": str(producer.folder / "site")}, timeout_s=110)
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if line.startswith("program.py") and ": error: " in line] == [f"program.py:{number}" for number in (6, 7, 8)], done.stdout
