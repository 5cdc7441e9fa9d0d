"""The command line: usage, listings, exit codes."""

import json
import re
import subprocess

import pytest
from harness import places
from harness.process import run

COMMANDS = json.loads(run([places.HAPAX, "help", "--json"]).stdout)
NAMES = [command["name"] for command in COMMANDS]


def hapax(*words, env=None, check=False):
    return run([places.HAPAX, *words], check=check, env=env)


def test_no_command_is_a_usage_error_that_lists_them():
    done = hapax()
    assert done.returncode == 2 and done.stdout == ""
    assert all(f"  {name} " in done.stderr for name in NAMES)


def test_help_lists_every_command_alphabetically_on_stdout():
    for words in (("help",), ("--help",), ("-h",)):
        done = hapax(*words)
        assert done.returncode == 0 and done.stderr == ""
        assert re.findall(r"^  (\w+) ", done.stdout, re.M) == NAMES == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_is_the_same_by_every_way(name):
    asked = hapax("help", name)
    assert asked.returncode == 0 and f"Usage: hapax {name}" in asked.stdout
    assert hapax(name, "--help").stdout == hapax(name, "--nonsense", "-h").stdout == asked.stdout


def test_help_of_a_verb_without_flags_of_its_own_is_its_commands():
    assert hapax("help", "events", "list").stdout == hapax("help", "events").stdout != ""


@pytest.mark.parametrize("given, meant", [("srve", "serve"), ("evnets", "events"), ("sidcar", "sidecar"), ("mig", "migrate")])
def test_unknown_command_names_the_nearest(given, meant):
    done = hapax(given)
    assert done.returncode == 2 and done.stdout == "" and meant in done.stderr and given in done.stderr
    assert hapax("help", given).returncode == 2


def test_unknown_flag_and_surplus_argument_are_usage_errors():
    for words, said in ((("version", "--jsn"), "--jsn"), (("version", "surplus"), "surplus"), (("serve", "--ap-port", "1"), "--app-port"),
                        (("sidecar", "surplus"), "surplus"), (("events", "list", "surplus"), "surplus"), (("help", "serve", "dev"), "one command")):
        done = hapax(*words)
        assert done.returncode == 2 and done.stdout == "" and said in done.stderr, words


@pytest.mark.parametrize("command", ["serve", "migrate", "dev"])
def test_a_service_that_is_not_there_is_a_usage_error_that_names_those_that_are(command):
    done = hapax(command, "--services=tasks,adit")
    assert done.returncode == 2 and done.stdout == "" and "'adit'" in done.stderr
    assert "allowed: all, or some of" in done.stderr and "audit" in done.stderr


@pytest.mark.parametrize("flag, value, allowed", [
    ("--duplicate", "101", "100"), ("--duplicate", "-1", "0"), ("--reorder", "1.5", "whole number"), ("--lose-ack", "", "whole number"), ("--seed", "x", "0"),
    ("--delay-ms", "99999999", "3600000"), ("--grpc-port", "65536", "65535"), ("--fail-publish", "ten", "100"), ("--fail-bulk-entries", "1e2", "100")])
def test_bad_values_of_the_sidecar_are_refused_with_what_is_allowed(flag, value, allowed):
    done = hapax("sidecar", f"{flag}={value}")
    assert done.returncode == 2 and done.stdout == "" and flag in done.stderr and allowed in done.stderr


def test_every_wrong_flag_is_named_at_once():
    done = hapax("sidecar", "--duplicate", "200", "--retry-ms", "no", "--seed", "-1")
    assert all(flag in done.stderr for flag in ("--duplicate", "--retry-ms", "--seed"))


def test_version():
    assert re.match(r"hapax \d+\.\d+\.\d+ ", hapax("version").stdout)
    assert hapax("--version").stdout == hapax("version").stdout
    assert set(json.loads(hapax("version", "--json").stdout)) == {"hapax", "grpc", "protobuf_c", "libpq"}


def test_events_list_needs_no_database_and_has_the_catalogue():
    done = hapax("events", "list", env={"HAPAX_DATABASE_URL": "postgresql://nowhere.invalid/x"})
    assert done.returncode == 0 and "task.created" in done.stdout and "task-events" in done.stdout
    listed = json.loads(hapax("events", "list", "--json").stdout)
    created = next(one for one in listed if one["type"] == "task.created")
    assert created["topic"] == "task-events" and created["owner"] == "tasks" and "audit" in created["consumers"] and created["version"] == "1.0"
    assert len(listed) == len({one["type"] for one in listed}) > 20


def test_events_show_by_name_and_by_alias():
    shown = hapax("events", "show", "task.created")
    assert shown.returncode == 0 and "title" in shown.stdout and "at most 200 characters" in shown.stdout
    assert hapax("events", "show", "tasks.created").stdout == shown.stdout
    fields = {field["name"]: field for field in json.loads(hapax("events", "show", "--json", "task.created").stdout)["fields"]}
    assert fields["task_id"] == {"number": 1, "name": "task_id", "type": "int64", "repeated": False, "rules": "> 0"}
    assert fields["tags"]["repeated"] is True


def test_events_show_of_an_unknown_type_names_the_nearest():
    done = hapax("events", "show", "task.craeted")
    assert done.returncode == 2 and "task.created" in done.stderr
    assert hapax("events").returncode == 2 and hapax("events", "lst").returncode == 2 and hapax("events", "show").returncode == 2


def test_full_disk_under_stdout_is_a_failure():
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([places.HAPAX, "events", "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1 and "standard output" in done.stderr
