"""The installed package, and the examples built on it: programs that know hapax by find_package(hapax) alone."""

import json
import pathlib
import shutil

import pytest

from harness import places
from harness.events import as_bytes, cloud_event, task_created
from harness.hapax import Hapax, http
from harness.ports import free_port
from harness.process import Part, run
from harness.wait import stays, wait_until

EXAMPLES = places.TREE / "examples"
HERE = pathlib.Path(__file__).parent
STRICT = {"C": "-Wall -Wextra -Werror", "CXX": "-Wall -Wextra -Wno-missing-field-initializers -Werror"}


@pytest.fixture(scope="module")
def prefix():
    folder = places.temporary_folder("prefix")
    run(["cmake", "--install", places.HAPAX.parent, "--prefix", folder])
    yield pathlib.Path(folder)
    shutil.rmtree(folder)


def configure(prefix, source, folder, check=True):
    flags = [f"-DCMAKE_{language}_FLAGS={flag}" for language, flag in STRICT.items()]
    return run(["cmake", "-G", "Ninja", "-S", source, "-B", folder, f"-DCMAKE_PREFIX_PATH={prefix}", *flags], check=check)


@pytest.fixture(scope="module")
def build_example(prefix):
    """build_example("greeter"): the folder of its program. Once a run: looking for all of gRPC's libraries takes CMake seconds."""
    built = {}

    def build(name):
        if name not in built:
            built[name] = places.temporary_folder(name)
            configure(prefix, EXAMPLES / name, built[name])
            run(["cmake", "--build", built[name]], timeout_s=110)
        return pathlib.Path(built[name])

    yield build
    for folder in built.values():
        shutil.rmtree(folder)


@pytest.fixture
def start_example(prefix, build_example, logs, database):
    """start_example("greeter", "greeter"): (the program, publish) on a `hapax sidecar` of its own."""
    parts = []

    def start(folder, program):
        path = build_example(folder) / program
        port, sidecar_port, http_port = free_port(), free_port(), free_port()
        sidecar = Part(f"sidecar-{sidecar_port}", [prefix / "bin" / "hapax", "sidecar", "--app-port", port, "--grpc-port", sidecar_port,
                                                   "--http-port", http_port], logs).start()
        parts.append(sidecar.kill)
        example = Hapax(logs, database.url, name=program, port=port, sidecar_port=sidecar_port, program=path)
        parts.append(example.close)
        example.start()

        def publish(event):
            status, body = http(f"http://127.0.0.1:{http_port}/v1.0/publish/pubsub/task-events", "POST", as_bytes(event),
                                {"Content-Type": "application/cloudevents+json"})
            assert status == 204, body

        return example, publish

    yield start
    for stop in reversed(parts):
        stop()


def test_the_greeter_greets_once_for_an_event_that_comes_twice(start_example, database):
    _, publish = start_example("greeter", "greeter")
    event = json.loads((EXAMPLES / "greeter" / "task-created.json").read_text(encoding="utf-8"))
    publish(event)
    publish(event)
    publish(cloud_event(data=task_created(2, "bob", "Call Ada")))

    def greetings():
        return [(row["user_id"], row["task_id"], row["words"]) for row in database.query("select * from greeter.greetings order by task_id")]

    wait_until(lambda: any(row[0] == "bob" for row in greetings()) and any(row[0] == "ada" for row in greetings()), 20, "both greetings")
    stays(lambda: greetings() == [("ada", 1, 'Hello ada, "Buy milk" is on your list.'), ("bob", 2, 'Hello bob, "Call Ada" is on your list.')], 1,
          f"one greeting each, not {greetings()}")
    assert database.dead_letters() == []


def test_the_greeter_still_knows_an_event_after_kill_9(start_example, database):
    greeter, publish = start_example("greeter", "greeter")
    event = cloud_event()
    publish(event)
    wait_until(lambda: database.value("select count(*) from greeter.greetings") == 1, 20, "the greeting")
    greeter.restart()
    publish(event)
    publish(cloud_event(data=task_created(2)))
    wait_until(lambda: database.value("select count(*) from greeter.greetings where task_id = 2") == 1, 20, "the next greeting")
    stays(lambda: database.value("select count(*) from greeter.greetings") == 2, 1, "two greetings")


def test_welcome_says_its_own_event_once_and_hears_it_once(start_example, database):
    welcome, publish = start_example("welcome-cpp", "welcome")
    event = cloud_event()

    def times():
        return database.value("select times from welcome.greeted where user_id = 'ada'")

    publish(event)
    wait_until(lambda: times() == 1, 20, "the greeting to come back")
    publish(event)
    publish(cloud_event(data=task_created(2)))
    wait_until(lambda: times() == 2, 20, "the second greeting")
    stays(lambda: times() == 2, 1, "two greetings")
    wait_until(lambda: database.value("select count(*) from welcome.outbox") == 0, 10, "an empty outbox")
    assert database.dead_letters() == []

    listed = json.loads(run([welcome.part.command[0], "events", "show", "greeting.said", "--json"]).stdout)
    assert (listed["type"], listed["owner"]) == ("greeting.said", "welcome")


def test_welcome_gets_documents_and_resources_of_its_contract(build_example, prefix):
    written = build_example("welcome-cpp") / "generated" / "welcome"
    for file in ("asyncapi/welcome.json", "json-schema/greeting.said.json", "specs/events/greeting.said.yml", "markdown/welcome.md",
                 "resources/kafka/greeting-events.yaml", "resources/dapr/bulk/welcome.yaml"):
        assert "greeting" in (written / file).read_text(encoding="utf-8")
    for file in ("asyncapi/hapax.json", "json-schema/task.created.json", "specs/events/task.created.yml", "resources/kafka/task-events.yaml"):
        assert (prefix / "share" / "hapax" / file).exists()


@pytest.mark.parametrize("compiler, language, flags", [("gcc", "c", ["-std=c11"]), ("g++", "c++", ["-std=c++17", "-Wpedantic"])], ids=["c", "c++"])
def test_every_installed_header_compiles_alone(prefix, compiler, language, flags):
    headers = sorted((prefix / "include").rglob("*.h"))
    assert {header.name for header in (places.TREE / "include" / "hapax").glob("*.h")} <= {header.name for header in headers}
    run([compiler, *flags, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I", prefix / "include", "-x", language, *headers], timeout_s=110)


def test_macros_are_good_for_cpp17(prefix):
    run(["g++", "-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I", prefix / "include", HERE / "handler.cpp"])


@pytest.mark.parametrize("project, find, why", [
    ("LANGUAGES CXX", "find_package(hapax REQUIRED)", "name C among the languages of project()"),
    ("LANGUAGES C", "find_package(hapax 9.0 REQUIRED)", 'compatible with requested version "9.0"'),
    ("LANGUAGES C", "find_package(hapax REQUIRED)\nhapax_generate(x PROTOS a/v1/b.proto)", "CATALOGUE NAME PROTOS FILE..."),
], ids=["without C", "another version", "without catalogue"])
def test_a_project_that_cannot_be_is_told_why(prefix, tmp_path, project, find, why):
    (tmp_path / "CMakeLists.txt").write_text(f"cmake_minimum_required(VERSION 3.25)\nproject(x {project})\n{find}\n", encoding="utf-8")
    done = configure(prefix, tmp_path, tmp_path / "build", check=False)
    assert done.returncode != 0
    assert why in " ".join(done.stderr.split())
