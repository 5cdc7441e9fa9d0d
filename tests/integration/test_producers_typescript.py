"""The TypeScript producers in gen/typescript, from the point of view of a team that has copied the folder."""

import json
import pathlib
import shutil

import pytest

from harness import contract, places
from harness.process import run
from harness.producers import Driver, ProducerCases

NPM = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]


@pytest.fixture(name="project", scope="module")
def _project():
    """The example as it lies in the tree, in a copy of the tree: what npm and tsc write stays out of it."""
    root = pathlib.Path(places.temporary_folder("producer-typescript"))
    for folder in ("gen/typescript", "examples/producer-typescript"):
        shutil.copytree(places.TREE / folder, root / folder, ignore=shutil.ignore_patterns("node_modules", "build"))
    project = root / "examples" / "producer-typescript"
    run(["npm", *NPM], cwd=project, timeout_s=110)
    yield project
    shutil.rmtree(root)


@pytest.fixture(name="producer", scope="module")
def _producer(project):
    run(["node_modules/.bin/tsc"], cwd=project)
    table = {event.type: {"module": f"hapax-events/{event.stem}_producer.js", "name": event.message} for event in contract.events()}
    (project / "table.json").write_text(json.dumps(table))
    shutil.copy(places.TREE / "tests/integration/producers/typescript/main.mjs", project)
    return Driver(["node", "main.mjs", "table.json"], ["node", "build/publish.js"], cwd=project)


class TestTypeScript(ProducerCases):
    pass


def test_a_field_that_the_contract_has_not_does_not_compile(project):
    text = (project / "publish.ts").read_text()
    (project / "wrong.ts").write_text(text.replace('title: "Pack order 4711"', 'titel: "Pack order 4711"'))
    done = run(["node_modules/.bin/tsc", "--noEmit"], cwd=project, check=False)
    (project / "wrong.ts").unlink()
    complaints = [line for line in done.stdout.splitlines() if line.startswith("wrong.ts(")]
    assert len(complaints) == 1 and "titel" in complaints[0], done.stdout


def test_the_package_is_compiled_against_the_versions_that_it_asks_for():
    pinned = json.loads((places.TREE / "gen/typescript/package.json").read_text())["dependencies"]
    used = json.loads((places.TREE / "tests/integration/toolchain/typescript/package.json").read_text())["dependencies"]
    assert pinned.items() <= used.items()
