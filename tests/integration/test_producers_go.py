"""The Go producers in gen/go, from the point of view of a team that has copied the folder."""

import shutil

import pytest

from harness import contract, places
from harness.process import run
from harness.producers import Driver, ProducerCases

MODULE, EXAMPLE = places.TREE / "gen" / "go", places.TREE / "examples" / "producer-go"


def table():
    """Go source with the function of every event."""
    events = contract.events()
    packages = sorted({event.package for event in events})
    imports = "".join(f'\t{name(package)} "hapax.internal/{package.replace(".", "/")}"\n' for package in packages)
    rows = "".join(f'\t"{event.type}": of({name(event.package)}.Publish{event.message}),\n' for event in events)
    return f"package main\n\nimport (\n{imports})\n\nvar publishers = map[string]publisher{{\n{rows}}}\n"


def name(package):
    return "".join(package.split(".")[-2:])


@pytest.fixture(name="producer", scope="module")
def _producer():
    folder = places.temporary_folder("producer-go")
    driver = f"{folder}/driver"
    shutil.copytree(places.TREE / "tests" / "integration" / "producers" / "go", driver)
    for file in ("go.mod", "go.sum"):
        shutil.copy(EXAMPLE / file, driver)
    run([places.go(), "mod", "edit", f"-replace=hapax.internal={MODULE}"], cwd=driver)
    with open(f"{driver}/table.go", "w", encoding="utf-8") as file:
        file.write(table())
    run([places.go(), "build", "-o", f"{folder}/publish", "."], cwd=driver, timeout_s=110)
    run([places.go(), "build", "-o", f"{folder}/example", "."], cwd=EXAMPLE, timeout_s=110)
    yield Driver([f"{folder}/publish"], [f"{folder}/example"])
    shutil.rmtree(folder)


class TestGo(ProducerCases):
    pass


def test_vet_and_gofmt_have_nothing_to_say():
    gofmt = places.pathlib.Path(run([places.go(), "env", "GOROOT"]).stdout.strip()) / "bin" / "gofmt"
    for folder in (MODULE, EXAMPLE):
        run([places.go(), "vet", "./..."], cwd=folder, timeout_s=110)
        assert run([gofmt, "-l", folder]).stdout == ""
