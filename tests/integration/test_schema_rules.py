"""Every rule as JSON Schema tells it, beside protovalidate's verdict: what a schema refuses breaks a rule, and what breaks one is refused, but for
those that JSON Schema has no words for."""

import json
import re

import jsonschema
import pytest
from google.protobuf import json_format, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field
from harness import places
from harness.process import run
from test_protovalidate import pool, real_file, real_set, verdict  # noqa: F401 pylint: disable=unused-import

RULES = places.TREE / "tests" / "rules" / "proto"
FILES = sorted(str(path.relative_to(RULES)) for path in RULES.glob("rules/v1/*.proto"))
PLUGIN = places.HAPAX.parent / "protoc-gen-hapax"

# Fields with rules that JSON Schema can't tell, or not all of: the order of times, lengths in bytes, parts of bytes, bounds of keys, expressions that
# JavaScript reads in another way, formats that it takes less strictly.
LOOSE = re.compile(r"(Timestamp|Duration|Any)Cases\..*|\w+\.keys|StringCases\.\w+_bytes|PatternCases\.(classes|no_case|lines|raw)|BytesCases\.(prefix|suffix|contains)|"
                   r"FormatCases\.(hostname|address|uri_ref|ip_prefix|ipv4_prefix|header_name)")

NUMBERS = [-1e30, *range(-6, 12), 20, 100, 0.1, 0.2, 0.25, 0.3, 5.5, "Infinity", "-Infinity", "NaN"]
TEXTS = ["", "a", "ab", "abc", "abcd", "abcde", "héllo", "x" * 10, "foo", "foobar", "barfoo", "1", "user@example.com", "nobody", "example.com", "-bad-", "127.0.0.1",
         "::1", "300.1.1.1", "http://example.com/a", "a/b", "no uri %", "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11", "018f3f6e7c1e7a3b9c552f4d8a6b0c11",
         "01ARZ3NDEKTSV4RRFFQ69G5FAV", "10.0.0.1/8", "10.0.0.0/8", "fd00::/8", "example.com:80", "acme.shop.v1.Cart", ".acme.shop.v1.Cart", "X-Header", "two\nlines"]
BYTES = ["", "AA==", "AAA=", "AAAA", "AAAAAA==", "AAAAAAA=", "AAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "Zm9v", "Zm9vYmFy"]
TIMES = ["1970-01-01T00:01:40Z", "1970-01-01T00:01:40.000000005Z", "1970-01-01T00:03:20Z", "2026-01-01T00:00:00Z", "2126-01-01T00:00:00Z"]
SPANS = ["0s", "1s", "1.5s", "5s", "100s", "-1s", "200s", "3600s"]
MESSAGES = {"google.protobuf.StringValue": TEXTS, "google.protobuf.BytesValue": BYTES, "google.protobuf.BoolValue": [True, False],
            "google.protobuf.Timestamp": TIMES, "google.protobuf.Duration": SPANS,
            "google.protobuf.Any": [{"@type": "type.googleapis.com/google.protobuf.Duration", "value": "1s"}],
            "rules.v1.Part": [{}, {"name": "a"}, {"name": "ab", "count": 1}, {"count": 3}, {"name": "abc"}]}
SCALARS = {Field.TYPE_STRING: TEXTS, Field.TYPE_BYTES: BYTES, Field.TYPE_BOOL: [True, False], Field.TYPE_ENUM: ["COLOUR_UNSPECIFIED", "COLOUR_RED", "COLOUR_BLUE", 9, 2]}


def _one(field):
    if field.message_type is None:
        return SCALARS.get(field.type, NUMBERS)
    name = field.message_type.full_name
    return MESSAGES.get(name) or (NUMBERS if re.fullmatch(r"google\.protobuf\.\w+\dValue|google\.protobuf\.(Float|Double)Value", name) else [{}])


def _candidates(field):
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        keys = [json.dumps(key) if isinstance(key, bool) else str(key) for key in _one(field.message_type.fields_by_name["key"])]
        values = _one(field.message_type.fields_by_name["value"])
        return [{}, *({key: values[number % len(values)]} for number, key in enumerate(keys[:12])), *({keys[1]: value} for value in values),
                {key: values[1 % len(values)] for key in keys[:4]}, {key: values[0] for key in keys[:8]}]
    one = _one(field)
    if not field.is_repeated:
        return one
    return [[], *([value] for value in one), [one[1 % len(one)]] * 2, [one[0], one[1 % len(one)], one[-1]], one[:6]]


@pytest.fixture(name="schemas", scope="module")
def _schemas(tmp_path_factory):
    """Full name -> schema, of every message in tests/rules: an event holds them all."""
    work = tmp_path_factory.mktemp("schemas")
    names = re.findall(r"^message (\w+)", "".join((RULES / file).read_text(encoding="utf-8") for file in FILES), re.M)
    fields = "".join(f"  rules.v1.{name} f{number} = {number};\n" for number, name in enumerate(names, 1))
    imports = "".join(f'import "{file}";\n' for file in FILES)
    (work / "events.proto").write_text(f"""syntax = "proto3"; package checked.v1; import "hapax/options.proto"; {imports}
option (hapax.topic) = {{name: "checks"}};
message AllChecked {{
  option (hapax.event) = {{type: "all.checked" version: "1.0" topic: "checks" owner: "checked" example: '{{}}'}};
{fields}}}
""", encoding="utf-8")
    google = run(["pkg-config", "--variable=includedir", "protobuf"], check=False).stdout.strip() or "/usr/include"
    run(["protoc", "-I", work, "-I", RULES, "-I", places.TREE / "proto", "-I", google, f"--plugin=protoc-gen-hapax={PLUGIN}",
         f"--hapax_out=emit=documents,catalogue=checked:{work}", "events.proto", *FILES])
    return json.loads((work / "json-schema" / "all.checked.json").read_text(encoding="utf-8"))["$defs"]


def _verdict(message_class, name, value):
    """Whether protovalidate lets the field pass; None: it can't even be read."""
    message = message_class()
    try:
        json_format.ParseDict({name: value}, message, ignore_unknown_fields=True)
    except json_format.ParseError:
        return None
    return not any(re.split(r"[.\[]", path)[0] == name for path, _ in verdict(message))


def test_schemas_refuse_what_protovalidate_refuses(schemas, pool):  # noqa: F811 pylint: disable=redefined-outer-name
    checked, too_strict, too_loose = 0, [], []
    for full_name, schema in schemas.items():
        descriptor = pool.FindMessageTypeByName(full_name)
        message_class = message_factory.GetMessageClass(descriptor)
        for field in descriptor.fields:
            where = f"{descriptor.name}.{field.name}"
            validator = jsonschema.Draft202012Validator({**schema["properties"][field.name], "$defs": schemas},
                                                        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
            for value in _candidates(field):
                right, takes = _verdict(message_class, field.name, value), validator.is_valid(value)
                checked += 1
                if right and not takes:
                    too_strict.append((where, value))
                elif takes and not right and not LOOSE.fullmatch(where):
                    too_loose.append((where, value))
            absent = not any(path == field.name for path, _ in verdict(message_class()))
            if absent == (field.name in schema["required"]):
                too_strict.append((where, "absent"))
    assert (too_strict, too_loose) == ([], []) and checked > 10000


def test_a_required_oneof_is_one_of_them(schemas):
    shapes = (RULES / "rules" / "v1" / "shapes.proto").read_text(encoding="utf-8")
    assert "(buf.validate.oneof).required = true" in shapes
    conditions = [condition for schema in schemas.values() for condition in schema.get("allOf", []) if "anyOf" in condition]
    assert conditions and all(list(choice) == ["required"] for condition in conditions for choice in condition["anyOf"])
