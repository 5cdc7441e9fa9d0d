"""The builds that a program goes through while events are on their way: what the next one can't read stops it, by name."""

import json
import pathlib
import shutil

import psycopg
import pytest

from harness import places
from harness.callbacks import SUCCESS, cloud_event_entry
from harness.events import cloud_event
from harness.hapax import Hapax
from harness.ports import free_port
from harness.process import Part, run
from harness.wait import wait_until

TAKE = "acme.notes.v1.Notes/Take"


def build(name):
    """A build of the program: tests/versions/builds/NAME.c."""
    return places.HAPAX.parent / "tests" / "versions" / f"notes_{name}"


def take_request(text):
    return b"\x0a" + bytes([len(text)]) + text.encode()


def note(text, **attributes):
    return cloud_event("note.taken", {"note_id": "n1", "author": "ada", "text": text}, eventversion="1.1", **attributes)


@pytest.fixture
def first(logs, database):
    """The first build, serving without a sidecar."""
    program = Hapax(logs, database.url, name="notes-first", program=build("first")).start()
    yield program
    program.close()


@pytest.fixture
def left_behind(first, database):
    """left_behind("text", ...): notes that the first build took and nobody published; returns their ids."""
    def leave(*texts):
        for text in texts:
            first.peer.call_bytes(TAKE, take_request(text), [("user-id", "ada")])
        first.part.kill()
        return [str(row["event_id"]) for row in database.query("select event_id from notes.outbox order by seq")]

    return leave


def migrate(name, database, *flags):
    return run([build(name), "migrate", *flags], env={"HAPAX_DATABASE_URL": database.url}, check=False)


def migrate_json(name, database, *flags):
    done = migrate(name, database, "--json", *flags)
    return done.returncode, json.loads(done.stdout)


def assert_refused(done, *words):
    assert done.returncode == 3, done.stdout + done.stderr
    for word in words:
        assert word in done.stderr, f"{word!r} isn't in: {done.stderr}"


def migrations(database):
    return database.query("select * from hapax.migrations order by 1, 2, 3")


def test_a_build_without_the_type_is_refused_until_the_outbox_is_empty(left_behind, first, database, logs):
    [event_id] = left_behind("buy milk")
    before = migrations(database)
    assert_refused(migrate("gone", database), "1 event on the way", "notes.outbox  note.taken 1.1: this build's contract has no event of this type", event_id, "--accept-unreadable")
    assert migrations(database) == before
    code, told = migrate_json("gone", database)
    assert (code, told["refused"], told["applied"], told["checked"]) == (3, True, 0, 1)
    cause = told["unreadable"]["events"][0]["cause"]
    assert told["unreadable"]["events"] == [{"service": "notes", "table": "outbox", "event_id": event_id, "type": "note.taken", "version": "1.1", "cause": cause}]

    # The build before finishes it: then this one may come.
    sidecar = Part("notes-sidecar", [places.HAPAX, "sidecar", "--app-port", first.port, "--grpc-port", first.env["DAPR_GRPC_PORT"],
                                     "--http-port", free_port()], logs).start()
    try:
        first.start()
        wait_until(lambda: database.value("select count(*) from reader.read") == 1, 20, "the note to be read")
        wait_until(lambda: database.value("select count(*) from notes.outbox") == 0, 20, "an empty outbox")
    finally:
        first.part.kill()
        sidecar.kill()
    assert migrate("gone", database).returncode == 0


def test_a_tightened_rule_is_refused_for_the_events_that_break_it(left_behind, database):
    ids = left_behind("short", "far too long", "short")
    assert_refused(migrate("tight", database), "1 event on the way", ids[1], "note.taken 1.1: text: must have at most 5 characters")
    code, told = migrate_json("tight", database)
    assert code == 3 and told["checked"] == 3
    assert [row["event_id"] for row in told["unreadable"]["events"]] == [ids[1]]


def test_the_next_major_version_needs_an_upcaster(left_behind, database):
    ids = left_behind("one", "two")
    assert_refused(migrate("next", database), "2 events on the way", *ids, "note.taken 1.1: note.taken comes in version 1.1, this program reads 2.x")
    assert migrate("lifted", database).returncode == 0


def test_an_upcaster_whose_result_breaks_a_rule_is_refused(left_behind, database):
    """The new title must not be empty, the old text could be."""
    [event_id] = left_behind("")
    assert_refused(migrate("lifted", database), event_id, "reader can't take it: lifting note.taken from version 1 to 2: title: must have at least 1 character")


def test_whoever_accepts_it_goes_on_and_has_it_in_the_log(left_behind, database):
    [event_id] = left_behind("buy milk")
    done = migrate("gone", database, "--accept-unreadable")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(record["severity_text"], record["attributes"]["event_ids"]) for record in records] == [("WARN", event_id)]
    assert database.value("select count(*) from notes.outbox") == 1


def test_serve_is_refused_as_well(left_behind, database, logs):
    [event_id] = left_behind("buy milk")
    program = Hapax(logs, database.url, name="notes-gone", program=build("gone"))
    program.start(wait=False)
    assert program.part.wait() == 3
    assert event_id in program.part.log() and "can't start" in program.part.log()
    accepting = Hapax(logs, database.url, name="notes-gone", program=build("gone"), arguments=["--accept-unreadable"])
    try:
        accepting.start()
        assert event_id in accepting.part.log()
    finally:
        accepting.close()


def test_a_table_that_somebody_locks_is_waited_for_some_seconds(left_behind, database):
    left_behind("buy milk")
    with psycopg.connect(database.url) as other:
        other.execute("lock table notes.outbox in access exclusive mode")
        done = migrate("first", database)
    assert done.returncode == 1
    assert "reading the events in flight of notes: " in done.stderr and "lock timeout" in done.stderr


def test_the_list_is_grouped_and_ends_after_twenty(left_behind, database):
    left_behind(*["far too long"] * 25, "short", *["also too long"] * 3)
    code, told = migrate_json("tight", database)
    assert code == 3
    assert told["unreadable"]["total"] == 28 and len(told["unreadable"]["events"]) == 20
    assert [(group["type"], group["version"], group["events"]) for group in told["unreadable"]["groups"]] == [("note.taken", "1.1", 28)]
    assert "The first of them" in migrate("tight", database).stderr


def test_dead_letters_in_every_form_must_stay_readable(first, database):
    """Those that this service could read once: the others are what they are."""
    events = [note("scrawl") for _ in range(3)]
    assert first.callbacks.event(events[0], topic="note-events") == SUCCESS
    assert first.callbacks.raw(events[1], topic="note-events") == SUCCESS
    assert first.callbacks.bulk([cloud_event_entry(1, {**events[2], "type": "note.taken"})], topic="notes") == {"1": SUCCESS}
    assert first.callbacks.event(note("x" * 101), topic="note-events") == SUCCESS
    assert first.callbacks.raw(b"no event at all", topic="note-events") == SUCCESS
    later = {**note("later"), "eventversion": "2.0", "data": {"note_id": "n2", "author": "ada", "title": "later"}}
    assert first.callbacks.event(later, topic="note-events") == SUCCESS
    first.part.kill()
    assert sorted((row["reason"], row["form"]) for row in database.dead_letters()) == [
        ("handler_failed", "bulk_entry"), ("handler_failed", "cloudevent"), ("handler_failed", "topic_event"), ("invalid", "topic_event"),
        ("unknown_version", "topic_event"), ("unreadable", "cloudevent")]

    code, told = migrate_json("gone", database)
    assert code == 3
    assert {row["event_id"] for row in told["unreadable"]["events"]} == {event["id"] for event in events}
    assert {(group["service"], group["table"], group["type"]) for group in told["unreadable"]["groups"]} == {("reader", "dead_letters", "note.taken")}
    assert sum(group["events"] for group in told["unreadable"]["groups"]) == 3
    assert_refused(migrate("tight", database), "text: must have at most 5 characters")

    code, told = migrate_json("lifted", database)
    assert (code, told["unreadable"]["total"]) == (0, 0)
    assert [(row["event_id"], row["version"]) for row in told["replayable"]["events"]] == [(later["id"], "2.0")]
    assert later["id"] in migrate("lifted", database).stdout


def test_parked_events_must_stay_readable(first, database):
    event = note("parked")
    assert first.callbacks.raw(event, topic="note-events") == SUCCESS
    first.part.kill()
    database.query("insert into reader.parked_events (event_id, partition_key, attempts, error, next_at, topic, form, original) "
                   "values (%s, 'ada', 1, 'later', now(), 'note-events', 'cloudevent', %s)", event["id"], json.dumps(event).encode())
    assert_refused(migrate("tight", database), "reader.parked_events  note.taken 1.1: text: must have at most 5 characters", event["id"])
    assert migrate("lifted", database).returncode == 0


def test_dev_stops_when_its_build_is_refused(database, logs):
    folder = pathlib.Path(places.temporary_folder("dev"))
    # With a sidecar that isn't there, events stay in the outbox.
    ports = [word for flag in ("app-port", "http-port") for word in (f"--{flag}", free_port())]
    arguments = ["dev", "--data", folder / "data", *ports]
    env = {"DAPR_GRPC_PORT": free_port()}
    one = Part(f"notes-dev-{free_port()}", [build("first"), *arguments], logs, env=env).start()
    two = Part(f"notes-dev-{free_port()}", [build("gone"), *arguments], logs, env=env)
    try:
        wait_until((folder / "data" / "hapax.env").exists, 60, "hapax dev to be up")
        program = Hapax(logs, database.url, port=ports[1])
        program.peer.call_bytes(TAKE, take_request("buy milk"), [("user-id", "ada")])
        program.peer.close()
        assert one.stop(60) == 0
        assert two.start().wait(60) == 3
        assert "note.taken" in two.log() and "starting it again doesn't help" in two.log()
    finally:
        one.stop(60)
        two.stop(60)
        shutil.rmtree(folder, ignore_errors=True)


def events(name, *words, check=True):
    return run([build(name), "events", *words], check=check)


def test_versions_are_shown_side_by_side():
    listed = json.loads(events("lifted", "list", "--json").stdout)
    assert [event["version"] for event in listed if event["type"] == "note.taken"] == ["1.1", "2.0"]
    newest, first = (json.loads(events("lifted", "show", name, "--json").stdout) for name in ("notes.taken", "note.taken@1"))
    assert (newest["version"], newest["versions"], newest["message"]) == ("2.0", ["2.0", "1.1"], "acme.notes.v2.NoteTaken")
    assert (first["version"], first["versions"], first["message"]) == ("1.1", ["2.0", "1.1"], "acme.notes.v1.NoteTaken")
    assert "versions   2.0, 1.1" in events("lifted", "show", "note.taken").stdout
    for wrong in ("note.taken@3", "note.taken@", "note.taken@x"):
        done = events("lifted", "show", wrong, check=False)
        assert done.returncode == 2 and "there is 2.0, 1.1" in done.stderr


def test_topics_and_who_hears_what_are_listed():
    told = json.loads(events("lifted", "topics", "--json").stdout)
    [topic] = [topic for topic in told["topics"] if topic["topic"] == "note-events"]
    assert topic == {"topic": "note-events", "description": "", "partitions": 6, "replication": 2, "retention_ms": 2 * 86400 * 1000, "also_called": ["notes"]}
    assert {"consumer": "every", "topic": "note-events", "events": [{"type": "note.taken", "version": "1.1"}]} in told["subscriptions"]
    lines = [line.split() for line in events("lifted", "topics").stdout.splitlines()]
    assert ["note-events", "6", "2", "2d", "notes"] in lines
    assert ["reader", "note-events", "note.taken@1,", "note.taken@2"] in lines
    assert ["reminder-events", "3", "2", "1d", "reminders"] in lines
