"""`hapax events new`: an event into a project's .proto files, and what is refused."""

import pathlib
import shutil

import pytest
from harness import places
from harness.process import run

PLUGIN = places.HAPAX.parent / "protoc-gen-hapax"
ARCHIVED = ["task.archived", "--topic", "task-events", "--field", "task_id:int64!", "--field", "note:string?", "--field", "archived_at:timestamp!"]
SHOP = """syntax = "proto3";

package acme.shop.v1;

import "hapax/options.proto"; // a comment with "quotes" {

option (hapax.topic) = {name: "cart-events"};

/* message Hidden { */
message CartFilled {
  option (hapax.event) = {
    type: "cart.filled"
    version: "1.0"
    topic: "cart-events"
    key: "cart_id"
    owner: "shop"
    aliases: ["carts.filled", 'filled']
  };
  message Line { string sku = 1; }
  string cart_id = 1;
}
enum Colour { COLOUR_UNSPECIFIED = 0; }"""


@pytest.fixture(name="own")
def _own(tmp_path):
    """A copy of hapax's own contract."""
    shutil.copytree(places.TREE / "proto", tmp_path / "proto")
    return tmp_path


@pytest.fixture(name="shop")
def _shop(tmp_path):
    """Somebody else's project."""
    folder = tmp_path / "proto" / "acme" / "shop" / "v1"
    folder.mkdir(parents=True)
    (folder / "events.proto").write_text(SHOP)
    return tmp_path


def new(folder, *words, check=True):
    return run([places.HAPAX, "events", "new", *words, *(["--include", places.TREE / "proto"] if "--include" not in words else [])], cwd=folder, check=check)


def files(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in pathlib.Path(folder).rglob("*.proto")}


def test_temporary_files_are_made_where_a_full_path_says_and_go_away(own, monkeypatch):
    for folder in ("tmp", own / "tmp"):
        (own / "tmp").mkdir(exist_ok=True)
        monkeypatch.setenv("TMPDIR", str(folder))
        assert "checked by protoc" in new(own, *ARCHIVED, "--dry-run").stdout
        assert not list((own / "tmp").iterdir())


def test_an_event_is_added_at_the_end_of_its_owners_file_as_the_others_are_written(own):
    before = files(own)
    told = new(own, *ARCHIVED, "--consumer", "audit", "--consumer", "reminders", "--description", 'Somebody put a "done" task away.')
    after = files(own)
    name = "proto/hapax/tasks/v1/events.proto"
    assert {changed for changed in after if before.get(changed) != after[changed]} == {name}
    assert after[name] == before[name] + """
message TaskArchived {
  option (hapax.event) = {
    type: "task.archived"
    version: "1.0"
    topic: "task-events"
    key: "task_id"
    subject: "task_id"
    owner: "tasks"
    consumers: ["audit", "reminders"]
    description: "Somebody put a \\"done\\" task away."
  };
  int64 task_id = 1 [(buf.validate.field).int64.gt = 0];
  google.protobuf.Timestamp archived_at = 2 [(buf.validate.field).required = true];
  google.protobuf.StringValue note = 3 [(buf.validate.field).string.max_len = 1000];
}
"""
    assert "checked by protoc and protoc-gen-hapax" in told.stdout and "./dev gen" in told.stdout
    assert "static enum status on_task_archived(struct tx *tx, const struct event *event)" in told.stdout
    assert "on the same topic has the key user_id" in told.stderr


def test_every_kind_of_field_becomes_what_protoc_and_the_plugin_take(own):
    kinds = ["string", "string(20)", "uuid", "int32", "int64", "uint32", "uint64", "double", "float", "bool", "bytes", "timestamp", "duration", "struct"]
    specs = [f"f{number}_{mark}:{kind}{end}" for number, kind in enumerate(kinds) for mark, end in (("a", ""), ("b", "!"), ("c", "?"), ("d", "[]"), ("e", "[]!"))
             if (kind, end) not in (("bool", "!"), ("uuid", ""))]
    specs = specs[:62] + ["parcel_id:int64!", "ids:int64[]"]
    told = new(own, "parcel.lost", "--owner", "parcels", "--topic", "parcel-events", "--topic-partitions", "6", *(word for spec in specs for word in ("--field", spec)))
    text = (own / "proto/hapax/parcels/v1/events.proto").read_text()
    assert "checked by protoc and protoc-gen-hapax" in told.stdout
    assert text.startswith('syntax = "proto3";\n\npackage hapax.parcels.v1;\n\nimport "buf/validate/validate.proto";\nimport "google/protobuf/')
    assert 'option (hapax.topic) = {\n  name: "parcel-events"\n  partitions: 6\n' in text
    assert "string f0_b = 1 [(buf.validate.field) = {required: true, string: {max_len: 1000}}];" in text
    assert "google.protobuf.StringValue f1_c = " in text and "[(buf.validate.field).string.max_len = 20];" in text
    assert "[(buf.validate.field).repeated = {min_items: 1, max_items: 100}];" in text and "  repeated int64 ids = " in text
    assert not [line for line in text.splitlines() if len(line) > 120]


def test_imports_and_a_new_topic_go_where_they_belong_in_a_file_that_is_there(shop):
    new(shop, "cart.emptied", "--topic", "sale-events", "--field", "cart_id:string!", "--field", "at:timestamp!")
    text = (shop / "proto/acme/shop/v1/events.proto").read_text()
    assert text.startswith("""syntax = "proto3";

package acme.shop.v1;

import "buf/validate/validate.proto";
import "google/protobuf/timestamp.proto";
import "hapax/options.proto"; // a comment with "quotes" {

option (hapax.topic) = {name: "cart-events"};

option (hapax.topic) = {
  name: "sale-events"
""")
    assert "enum Colour { COLOUR_UNSPECIFIED = 0; }\n\nmessage CartEmptied {\n" in text


def test_an_event_may_go_to_a_topic_of_hapax_itself(shop):
    told = new(shop, "cart.dropped", "--topic", "task-events", "--owner", "shop", "--field", "cart_id:string!")
    assert 'import "hapax/tasks/v1/events.proto"; // for the topic task-events\n' in (shop / "proto/acme/shop/v1/events.proto").read_text()
    assert "checked by" in told.stdout and "hapax_generate(YOUR_PROGRAM CATALOGUE shop PROTOS acme/shop/v1/events.proto)" in told.stdout


def test_a_dry_run_shows_it_and_writes_nothing(shop):
    before = files(shop)
    told = new(shop, "cart.emptied", "--topic", "cart-events", "--field", "cart_id:string!", "--dry-run")
    assert files(shop) == before
    assert "Would add to proto/acme/shop/v1/events.proto:" in told.stdout and "message CartEmptied {" in told.stdout and "Next:" not in told.stdout


@pytest.mark.parametrize("words, said", [
    (["Cart.Filled"], "Cart.Filled: is no type; allowed: <entity>.<action>"),
    (["cart"], "is no type"),
    (["cart.filled"], "is there already: CartFilled in acme/shop/v1/events.proto"),
    (["carts.filled"], "is there already: CartFilled"),
    (["task.created"], "is there already: hapax.tasks.v1.TaskCreated, which this program brings along"),
    (["col.our"], None),
    (["colour"], "is no type"),
    (["a.b", "--field", "x:text"], "there is no type \"text\"; allowed: string, uuid, int32"),
    (["a.b", "--field", "x"], "isn't NAME:TYPE"),
    (["a.b", "--field", "X:string"], "isn't NAME:TYPE"),
    (["a.b", "--field", "base:string"], "isn't NAME:TYPE"),
    (["a.b", "--field", "x:bool!"], "would have to be true"),
    (["a.b", "--field", "x:uuid"], "write uuid! or uuid?"),
    (["a.b", "--field", "x:string[]?"], "take the ? away"),
    (["a.b", "--field", "x:int64(5)"], "only string takes a number"),
    (["a.b", "--field", "cart_id:string"], "--field: names cart_id twice"),
    (["a.b", "--key", "nothing"], "--key: is \"nothing\", which is no field of the event"),
    (["a.b", "--field", "at:timestamp", "--subject", "at"], "--subject: is at; allowed: a field of type string, uuid, int32 or int64"),
    (["a.b", "--topic", "Cart Events"], "--topic: is \"Cart Events\"; allowed: small letters"),
    (["a.b", "--topic-partitions", "3"], "is for a new topic; cart-events is declared in acme/shop/v1/events.proto"),
    (["a.b", "--topic", "new-events", "--topic-partitions", "0"], "a whole number from 1 to"),
    (["a.b", "--owner", "other", "--package", "acme.shop.v1"], "an event lives in its owner's package"),
    (["a.b", "--package", "acme.shop"], "--package: is \"acme.shop\"; allowed"),
    (["a.b", "--consumer", "Audit"], "--consumer: is \"Audit\"; allowed"),
    (["a.b", "--consumer", "audit", "--consumer", "audit"], "--consumer: names audit twice"),
    (["a.b", "--description", "two\nlines"], "--description: must be one line"),
    (["a.b", "--proto", "nowhere"], "nowhere: No such file or directory; name the folder"),
    ([], "takes one event type"),
])
def test_what_is_wrong_is_refused_with_what_is_allowed_and_nothing_is_written(shop, words, said):
    before = files(shop)
    words = [*words, "--field", "cart_id:string!"]
    if "--topic" not in words:
        words += ["--topic", "cart-events"]
    done = new(shop, *words, check=False)
    if said is None:
        assert done.returncode == 0
        return
    assert done.returncode == 2 and done.stdout == "" and said in done.stderr, done.stderr
    assert files(shop) == before


def test_all_mistakes_are_named_at_once(shop):
    done = new(shop, "Cart", "--field", "x:text", "--consumer", "A", check=False)
    for said in ("Cart: is no type", "there is no type \"text\"", "--consumer: is \"A\"", "--topic: is missing"):
        assert said in done.stderr


def test_a_file_that_cannot_be_read_as_proto_is_named_with_its_line(shop):
    (shop / "proto/broken.proto").write_text('syntax = "proto3";\nmessage X {\n  string a = 1;\n')
    done = new(shop, "a.b", "--topic", "cart-events", "--field", "a_id:string!", check=False)
    assert done.returncode == 2 and "broken.proto:4: the file ends where a closing brace should be" in done.stderr


def test_what_protoc_would_refuse_is_not_written(shop):
    broken = SHOP.replace("string cart_id = 1;", "strng cart_id = 1;")
    (shop / "proto/acme/shop/v1/events.proto").write_text(broken)
    done = new(shop, "a.b", "--topic", "cart-events", "--field", "a_id:string!", check=False)
    assert done.returncode == 2 and "nothing was written, as protoc refuses" in done.stderr and '"strng" is not defined' in done.stderr
    assert files(shop) == {"proto/acme/shop/v1/events.proto": broken}


def test_help_is_found_by_every_way():
    asked = run([places.HAPAX, "help", "events", "new"]).stdout
    assert asked.startswith("hapax events new: ") and "--topic NAME" in asked
    assert run([places.HAPAX, "events", "new", "--help"]).stdout == asked
    assert 'see "hapax help events new"' in run([places.HAPAX, "help", "events"]).stdout
