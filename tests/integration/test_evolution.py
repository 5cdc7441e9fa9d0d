"""`hapax events check` on real changes of real .proto files, beside what buf says of them."""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest
from harness import places

SHOP = """syntax = "proto3";

package shop.v1;

import "buf/validate/validate.proto";
import "google/protobuf/wrappers.proto";
import "hapax/options.proto";

option (hapax.topic) = {name: "shop-events" partitions: 3 replication: 2 retention: "7d" also_called: ["orders"]};

enum Way {
  WAY_UNSPECIFIED = 0;
  WAY_POST = 1;
  WAY_PICK_UP = 2;
}

message Line {
  string sku = 1 [(buf.validate.field).string.max_len = 20];
  int32 count = 2;
}

message OrderPlaced {
  option (hapax.event) = {
    type: "order.placed"
    version: "1.0"
    topic: "shop-events"
    key: "order_id"
    subject: "order_id"
    aliases: ["orders.placed"]
    topic_aliases: ["placed"]
    owner: "shop"
    consumers: ["stock", "audit"]
    retention: "3d"
    retry: {max_attempts: 5 initial_interval: "1s" max_interval: "1m"}
  };
  reserved 15;
  reserved "discount";
  string order_id = 1 [(buf.validate.field) = {required: true, string: {max_len: 40}}];
  repeated Line lines = 2;
  Way way = 3 [(buf.validate.field).enum.defined_only = true];
  google.protobuf.StringValue note = 4 [(hapax.data).pii = true];
  oneof payment {
    string card = 5;
    string invoice = 6;
  }
  int64 total = 7 [(buf.validate.field).int64.gte = 0];
  map<string, int64> prices = 8;
  string channel = 9 [(buf.validate.field) = {string: {in: ["web", "phone"]}, ignore: IGNORE_IF_ZERO_VALUE}];
  bool gift = 10;
}

message OrderPaid {
  option (hapax.event) = {type: "order.paid" version: "1.0" topic: "shop-events" owner: "shop" consumers: ["audit"]};
  string order_id = 1;
}

message GetOrderRequest {
  string order_id = 1;
}

message GetOrderResponse {
  string state = 1;
}

service ShopService {
  rpc GetOrder(GetOrderRequest) returns (GetOrderResponse);
}
"""

MINOR = ('version: "1.0"\n    topic', 'version: "1.1"\n    topic')

# What changes, the rules that have to be found, and whether that breaks. Each pair is a text of the contract and what becomes of it.
WIRE = [
    ("field_removed_unreserved", [("  bool gift = 10;\n", "")], True),
    ("field_removed", [("  bool gift = 10;\n", ""), ("reserved 15;", "reserved 10, 15;"), ('"discount"', '"discount", "gift"')], True),
    ("field_renamed", [("bool gift", "bool present")], True),
    ("field_renumbered", [("gift = 10", "gift = 11")], True),
    ("field_number_reused", [("bool gift = 10", "string wrapping = 10")], True),
    ("reserved_removed", [("  reserved 15;\n", "")], True),
    ("reserved_removed", [('  reserved "discount";\n', "")], True),
    ("field_type_changed_in_json", [("int32 count", "int64 count")], True),
    ("field_type_changed_on_wire", [("int32 count", "sint32 count")], True),
    ("field_range_changed", [("int32 count", "uint32 count")], True),
    ("field_type_changed", [("int32 count", "string count")], True),
    ("field_type_changed_in_json", [("Way way = 3 [(buf.validate.field).enum.defined_only = true]", "int32 way = 3")], True),
    ("field_message_changed", [("repeated Line lines", "repeated GetOrderRequest lines")], True),
    ("field_wrapper_changed", [("google.protobuf.StringValue note", "string note")], True),
    ("field_label_changed", [("bool gift", "repeated bool gift")], True),
    ("field_type_changed", [("map<string, int64> prices", "map<string, string> prices")], True),
    ("field_oneof_changed", [("  oneof payment {\n    string card = 5;\n", "  string card = 5;\n  oneof payment {\n")], True),
    ("field_presence_changed", [("bool gift", "optional bool gift")], True),
    ("field_json_name_changed", [("gift = 10", 'gift = 10 [json_name = "isGift"]')], True),
    ("enum_value_removed", [("  WAY_PICK_UP = 2;\n", "")], True),
    ("enum_value_renumbered", [("WAY_PICK_UP = 2", "WAY_PICK_UP = 3")], True),
    ("enum_value_renamed", [("WAY_PICK_UP", "WAY_SHOP")], True),
    ("method_removed", [("rpc GetOrder", "rpc FetchOrder")], True),
    ("method_request_changed", [("GetOrder(GetOrderRequest)", "GetOrder(GetOrderResponse)")], True),
    ("method_response_changed", [("(GetOrderResponse);", "(GetOrderRequest);")], True),
    ("method_streaming_changed", [("returns (Get", "returns (stream Get")], True),
    ("method_idempotency_changed", [("(GetOrderResponse);", "(GetOrderResponse) { option idempotency_level = IDEMPOTENT; }")], True),
    ("service_removed", [("service ShopService", "service StoreService")], True),
    ("event_removed", [(re.compile(r"message OrderPaid \{.*?\n\}\n", re.S), "")], True),
]

# Code finds them, data doesn't: buf's category FILE breaks, hapax says whom it touches.
CODE = [
    ("message_removed", [(re.compile(r"message GetOrderRequest \{.*?\n\}\n", re.S), ""), ("GetOrder(GetOrderRequest)", "GetOrder(Line)")], True),
    ("message_moved", [("package shop.v1;", "package shop.v1;")], False),
]

# Of these buf knows nothing: they are in the options.
CONTRACT = [
    ("event_renamed", [('"order.paid"', '"order.settled"')], True),
    ("event_removed", [(re.compile(r"  option \(hapax.event\) = \{type: \"order.paid\".*\n"), "")], True),
    ("major_not_kept", [('type: "order.paid" version: "1.0"', 'type: "order.paid" version: "2.0"')], True),
    ("version_not_raised", [("bool gift = 10;", "bool gift = 10;\n  bool urgent = 11;")], True),
    ("field_added", [MINOR, ("bool gift = 10;", "bool gift = 10;\n  bool urgent = 11;")], False),
    ("field_added_required",
     [MINOR, ("bool gift = 10;", "bool gift = 10;\n  string by = 11 [(buf.validate.field).required = true];")], True),
    ("reserved_reused", [MINOR, ("reserved 15;\n", ""), ("bool gift = 10;", "bool gift = 10;\n  bool urgent = 15;")], True),
    ("topic_changed", [('topic: "shop-events"\n', 'topic: "store-events"\n')], True),
    ("key_changed", [('key: "order_id"', 'key: "card"')], True),
    ("subject_changed", [('subject: "order_id"', 'subject: "note"')], True),
    ("alias_removed", [('aliases: ["orders.placed"]', "aliases: []")], True),
    ("alias_removed", [('topic_aliases: ["placed"]', "topic_aliases: []")], True),
    ("owner_changed", [('owner: "shop"\n', 'owner: "store"\n')], False),
    ("consumer_removed", [('["stock", "audit"]', '["audit"]')], False),
    ("consumer_added", [('["stock", "audit"]', '["stock", "audit", "billing"]')], False),
    ("retention_shortened", [('retention: "3d"', 'retention: "1h"')], False),
    ("retry_changed", [("max_attempts: 5", "max_attempts: 9")], False),
    ("pii_removed", [(" [(hapax.data).pii = true]", "")], True),
    ("pii_added", [MINOR, ("bool gift = 10", "bool gift = 10 [(hapax.data).pii = true]")], False),
    ("required_added", [("string sku = 1 [", "string sku = 1 [(buf.validate.field).required = true, ")], True),
    ("required_removed", [MINOR, ("{required: true, string: {max_len: 40}}", "{string: {max_len: 40}}")], False),
    ("rule_tightened", [("max_len: 40", "max_len: 30")], True),
    ("rule_tightened", [("int64.gte = 0", "int64.gte = 1")], True),
    ("rule_tightened", [('["web", "phone"]', '["web"]')], True),
    ("rule_loosened", [MINOR, ("max_len: 40", "max_len: 50")], False),
    ("rule_changed", [('["web", "phone"]', '["web", "shop"]')], True),
    ("enum_value_added_defined_only", [MINOR, ("WAY_PICK_UP = 2;", "WAY_PICK_UP = 2;\n  WAY_DRONE = 3;")], False),
    ("topic_removed", [(re.compile(r"option \(hapax.topic\).*\n"), "")], True),
    ("topic_partitions_changed", [("partitions: 3", "partitions: 6")], True),
    ("topic_replication_lowered", [("replication: 2", "replication: 1")], False),
    ("topic_retention_shortened", [('retention: "7d"', 'retention: "6d"')], False),
    ("topic_name_removed", [(' also_called: ["orders"]', "")], False),
]


def _folder(path, text, others=()):
    """A module for buf and for protoc, complete in itself."""
    shutil.copytree(places.TREE / "proto" / "buf", path / "buf")
    (path / "hapax").mkdir()
    shutil.copy(places.TREE / "proto" / "hapax" / "options.proto", path / "hapax")
    for name, content in [("shop/v1/events.proto", text), *others]:
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return path


def _changed(edits):
    text = SHOP
    for old, new in edits:
        after = old.sub(new, text) if isinstance(old, re.Pattern) else text.replace(old, new, 1)
        assert after != text or old == new, old
        text = after
    return text


def _buf(*arguments, cwd=None):
    return subprocess.run([places.tool("buf"), *arguments], cwd=cwd, capture_output=True, text=True)


def _hapax(*arguments, cwd=None, env=None):
    return subprocess.run([places.HAPAX, "events", "check", *arguments], cwd=cwd, env=env, capture_output=True, text=True)


def _check(*arguments, cwd=None):
    """The exit code and the findings."""
    done = _hapax("--json", *arguments, cwd=cwd)
    assert done.returncode in (0, 3), done.stderr
    report = json.loads(done.stdout)
    assert report["compatible"] == (done.returncode == 0) == (report["breaks"] == 0)
    return done.returncode, report["findings"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """The old contract's descriptor set, made by buf."""
    folder = tmp_path_factory.mktemp("shop")
    image = folder / "shop.binpb"
    done = _buf("build", str(_folder(folder / "proto", SHOP)), "-o", str(image))
    assert done.returncode == 0, done.stderr
    return image


def _judge(shop, folder, edits):
    """What both say of a change: (rules that buf breaks, exit code of hapax, its findings)."""
    others = []
    text = _changed(edits)
    if edits == CODE[1][1]:
        head, line, rest = text.partition("message Line {")
        body, end, rest = rest.partition("}\n")
        text = head.replace('import "hapax/options.proto";', 'import "hapax/options.proto";\nimport "shop/v1/line.proto";') + rest
        imports = 'syntax = "proto3";\npackage shop.v1;\nimport "buf/validate/validate.proto";\n'
        others = [("shop/v1/line.proto", imports + line + body + end)]
    proto = str(_folder(folder, text, others))
    config = '{"version": "v2", "breaking": {"use": ["FILE", "WIRE_JSON"]}}'
    said = _buf("breaking", proto, "--against", str(shop), "--config", config, "--error-format", "json")
    assert said.returncode in (0, 100), said.stderr
    broken = sorted({json.loads(line)["type"] for line in said.stdout.splitlines()})
    return broken, *_check("--against", str(shop), "--proto", proto)


@pytest.fixture(scope="module")
def verdicts(shop, tmp_path_factory):
    """Of every change in the tables, two at a time: each is three processes."""
    folder = tmp_path_factory.mktemp("changes")
    tables = {"wire": WIRE, "code": CODE, "contract": CONTRACT}
    jobs = {(name, at): row for name, table in tables.items() for at, row in enumerate(table)}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {key: pool.submit(_judge, shop, folder / f"{key[0]}{key[1]}", row[1]) for key, row in jobs.items()}
        return {key: future.result() for key, future in futures.items()}


def _names(table):
    return [f"{at}-{row[0]}" for at, row in enumerate(table)]


@pytest.mark.parametrize("at", range(len(WIRE)), ids=_names(WIRE))
def test_what_buf_calls_breaking_breaks(verdicts, at):
    broken, code, findings = verdicts["wire", at]
    rule, _, breaks = WIRE[at]
    assert broken, "buf lets it pass: the change belongs to another table"
    assert (rule, "breaks") in {(finding["rule"], finding["severity"]) for finding in findings}
    assert breaks and code == 3


@pytest.mark.parametrize("at", range(len(CODE)), ids=_names(CODE))
def test_what_only_sources_notice_is_told(verdicts, at):
    broken, code, findings = verdicts["code", at]
    rule, _, breaks = CODE[at]
    assert broken
    assert rule in {finding["rule"] for finding in findings}
    assert code == (3 if breaks else 0)


@pytest.mark.parametrize("at", range(len(CONTRACT)), ids=_names(CONTRACT))
def test_what_buf_cannot_know_is_found(verdicts, at):
    broken, code, findings = verdicts["contract", at]
    rule, _, breaks = CONTRACT[at]
    assert rule in {finding["rule"] for finding in findings}
    assert code == (3 if breaks else 0)
    if rule != "reserved_reused" and "removed" not in rule:
        assert broken == []


def test_version_goes_up_only(shop, tmp_path):
    newer = _folder(tmp_path / "newer", _changed([MINOR]))
    assert _buf("build", str(newer), "-o", str(tmp_path / "newer.binpb")).returncode == 0
    assert [finding["rule"] for finding in _check("--against", str(shop), "--proto", str(newer))[1]] == ["version_raised"]
    code, findings = _check("--against", str(tmp_path / "newer.binpb"), "--proto", str(shop))
    assert (code, [finding["rule"] for finding in findings]) == (3, ["version_lowered"])


def test_finding_names_who_it_touches_and_where(shop, tmp_path):
    proto = str(_folder(tmp_path / "proto", _changed([("string sku", "string article")])))
    _, findings = _check("--against", str(shop), "--proto", proto)
    assert len(findings) == 1
    finding = findings[0]
    assert finding["name"] == "order.placed" and finding["kind"] == "event" and finding["version"] == "1.0"
    assert finding["owner"] == "shop" and finding["consumers"] == ["stock", "audit"]
    assert finding["path"] == "lines.article"
    assert (finding["before"], finding["after"]) == ("string sku = 1", "string article = 1")
    lines = SHOP.splitlines()
    assert finding["file"] == f"{proto}/shop/v1/events.proto"
    assert "sku" in lines[finding["line"] - 1]
    assert finding["hurts"] == ["json", "code"] and finding["why"] and finding["instead"]


# ---- with git ----

def _git(folder, *arguments):
    command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """An outside project: its folder proto has its own files only."""
    _git(tmp_path, "init", "-q")
    file = tmp_path / "proto" / "shop" / "v1" / "events.proto"
    file.parent.mkdir(parents=True)
    file.write_text(SHOP, encoding="utf-8")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-q", "-m", "the shop")
    return tmp_path


def test_working_tree_is_checked_against_a_git_ref(repository):
    file = repository / "proto" / "shop" / "v1" / "events.proto"
    done = _hapax("--against", "HEAD", cwd=repository)
    assert (done.returncode, done.stdout) == (0, "nothing changed against HEAD: 2 events\n")
    file.write_text(_changed([("bool gift", "bool present")]), encoding="utf-8")
    done = _hapax("--against", "main", cwd=repository)
    assert done.returncode == 3
    assert done.stdout.startswith("order.placed 1.0, from shop, heard by stock, audit\n  breaks   present: field renamed")
    assert "proto/shop/v1/events.proto:" in done.stdout
    assert done.stdout.endswith("not compatible with main: 1 breaking, 0 touching, 0 fine\n")
    _git(repository, "commit", "-q", "-a", "-m", "renamed")
    assert _hapax("--against", "HEAD", cwd=repository).returncode == 0
    assert _hapax("--against", "HEAD~1", cwd=repository).returncode == 3
    # From a folder inside, by the folder's own name.
    assert _hapax("--against", "HEAD~1", "--proto", ".", cwd=repository / "proto").returncode == 3


def test_imports_are_looked_up_where_one_says(repository, tmp_path_factory):
    more = tmp_path_factory.mktemp("more")
    (more / "money.proto").write_text('syntax = "proto3";\npackage money;\nmessage Money { string amount = 1; }\n', encoding="utf-8")
    file = repository / "proto" / "shop" / "v1" / "events.proto"
    text = SHOP.replace('import "hapax', 'import "money.proto";\nimport "hapax').replace("int32 count = 2;", "int32 count = 2;\n  money.Money price = 3;")
    file.write_text(text.replace(*MINOR), encoding="utf-8")
    done = _hapax("--against", "HEAD", cwd=repository)
    assert done.returncode == 1 and "proto doesn't compile; protoc says:\nmoney.proto: File not found." in done.stderr
    done = _hapax("--against", "HEAD", "--include", str(more), cwd=repository)
    assert done.returncode == 0 and "lines.price: field added: money.Money price = 3" in done.stdout


def _fails(done, part):
    assert done.returncode == 1, done.stdout
    assert part in done.stderr and done.stdout == ""


def test_errors_say_what_and_where(repository, tmp_path_factory):
    shop_file = repository / "proto" / "shop" / "v1" / "events.proto"
    _fails(_hapax("--against", "v0.9", cwd=repository), '"v0.9" is neither a file nor a branch, tag or commit here')
    _fails(_hapax("--against=--all", cwd=repository), '"--all" is no git ref')
    _fails(_hapax("--against", str(shop_file), cwd=repository), "events.proto is no descriptor set that hapax can read")
    _fails(_hapax("--against", "HEAD", "--proto", "protos", cwd=repository), "--proto protos: there is no such folder or file")
    (repository / "empty").mkdir()
    _fails(_hapax("--against", "HEAD", "--proto", "empty", cwd=repository), "there are no .proto files below empty")
    (repository / "later").mkdir()
    (repository / "later" / "a.proto").write_text('syntax = "proto3";\n', encoding="utf-8")
    _fails(_hapax("--against", "HEAD", "--proto", "later", cwd=repository), "HEAD has no .proto files below later")
    outside = tmp_path_factory.mktemp("outside")
    shutil.copytree(repository / "proto", outside / "proto")
    _fails(_hapax("--against", "HEAD", cwd=outside), "not a git repository")
    shop_file.write_text(SHOP.replace("bool gift = 10;", "bool gift = ten;"), encoding="utf-8")
    _fails(_hapax("--against", "HEAD", cwd=repository), "proto doesn't compile; protoc says:\nshop/v1/events.proto:")


def test_missing_programs_are_named(repository, tmp_path_factory):
    nowhere = {**os.environ, "PATH": str(tmp_path_factory.mktemp("bin"))}
    _fails(_hapax("--against", "HEAD", cwd=repository, env=nowhere), "there is no protoc in PATH; install it (on Debian: apt-get install protobuf-compiler)")
    os.symlink(places.system_program("protoc"), pathlib.Path(nowhere["PATH"]) / "protoc")
    _fails(_hapax("--against", "HEAD", cwd=repository, env=nowhere), "there is no git in PATH")


def test_use_is_explained(repository):
    for arguments in [(), ("--against",), ("--against", "HEAD", "more"), ("--agains", "HEAD")]:
        done = _hapax(*arguments, cwd=repository)
        assert done.returncode == 2 and 'See "hapax help events check".' in done.stderr


def test_nothing_stays_in_the_temporary_folder(repository, tmp_path_factory):
    temporary = tmp_path_factory.mktemp("tmp")
    env = {**os.environ, "TMPDIR": str(temporary)}
    assert _hapax("--against", "HEAD", cwd=repository, env=env).returncode == 0
    assert _hapax("--against", "nothing", cwd=repository, env=env).returncode == 1
    assert list(temporary.iterdir()) == []


def test_program_has_its_own_contract_where_there_is_no_folder(tmp_path):
    done = _hapax("--against", str(places.TREE / "proto" / "baseline.binpb"), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    _, findings = _check("--against", str(places.TREE / "proto" / "baseline.binpb"), "--proto", str(_folder(tmp_path / "shop", SHOP)), cwd=tmp_path)
    assert {"event_removed", "event_added"} <= {finding["rule"] for finding in findings}


# ---- hapax's own contract ----

def test_own_contract_fits_the_last_release():
    done = _hapax("--against", "proto/baseline.binpb", cwd=places.TREE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_own_contract_fits_the_last_release_as_buf_sees_it():
    done = _buf("breaking", "--against", "proto/baseline.binpb", "--error-format", "json", cwd=places.TREE)
    assert done.returncode in (0, 100), done.stderr
    # Google's files are those of protoc in the one, and of buf in the other.
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [finding for finding in said if "google/protobuf/" not in finding["message"] + finding.get("path", "")] == []


def test_buf_has_nothing_to_say_of_the_form_of_the_contract():
    done = _buf("lint", cwd=places.TREE)
    assert (done.returncode, done.stdout) == (0, "")
