"""gen/ as its readers get it: the documents of the catalogue, validators over them, and data that must not pass."""

import functools
import json
import re

import jsonschema
import yaml

from harness import places
from harness.process import run

GEN = places.TREE / "gen"
SPECS = sorted(path.stem for path in (GEN / "specs" / "events").glob("*.yml"))


@functools.cache
def spec(name):
    return yaml.safe_load((GEN / "specs" / "events" / f"{name}.yml").read_text(encoding="utf-8"))


@functools.cache
def schema(name):
    return json.loads((GEN / "json-schema" / f"{name}.json").read_text(encoding="utf-8"))


@functools.cache
def asyncapi():
    return json.loads((GEN / "asyncapi" / "hapax.json").read_text(encoding="utf-8"))


@functools.cache
def validator(name):
    return checker(schema(name))


def checker(document):
    """Formats count: a date-time that is none is a mistake."""
    return jsonschema.Draft202012Validator(document, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def message_validator(name):
    """The payload of a message as AsyncAPI has it: envelope and data."""
    return checker({**asyncapi(), "$ref": f"#/components/messages/{name}/payload"})


@functools.cache
def catalogue():
    """What the program says: name -> `hapax events show NAME --json`."""
    names = [event["type"] for event in json.loads(run([places.HAPAX, "events", "list", "--json"]).stdout)]
    return {name: json.loads(run([places.HAPAX, "events", "show", name, "--json"]).stdout) for name in names}


# ---- data that breaks one thing ----


# What a rule says -> a value that breaks it; the groups of the expression are its arguments.
BREAKERS = [
    (r"at most (\d+) characters?", lambda value, count: "x" * (int(count) + 1)),
    (r"at least (\d+) characters?", lambda value, count: "x" * (int(count) - 1)),
    (r"one of .*", lambda value: "something else"),
    (r"a UUID", lambda value: "018f3f6e-7c1e"),
    (r"an IP address", lambda value: "300.1.1.1"),
    (r"an e-mail address", lambda value: "nobody"),
    (r"> (-?\d+)", lambda value, bound: int(bound)),
    (r">= (-?\d+)", lambda value, bound: int(bound) - 1),
    (r"< (-?\d+)", lambda value, bound: int(bound)),
    (r"<= (-?\d+)", lambda value, bound: int(bound) + 1),
    (r"at most (\d+) items?", lambda value, count: value[:1] * (int(count) + 1)),
    (r"at least (\d+) items?", lambda value, count: value[:1] * (int(count) - 1)),
]
WRONG_TYPES = {"string": 7, "int32": "many", "int64": "many", "google.protobuf.StringValue": 7, "google.protobuf.Timestamp": "yesterday", "google.protobuf.Struct": "text"}
WITHOUT_BREAKER = ("required", "has rules of its own", "each has rules of its own")


def _break(rule, value):
    for pattern, broken in BREAKERS:
        match = re.fullmatch(pattern, rule)
        if match:
            return broken(value, *match.groups())
    raise AssertionError(f"this test knows no way to break {rule!r}: give it one")


def _with(data, path, value):
    """A copy of data with another value there; None: without it."""
    copy = json.loads(json.dumps(data))
    place = copy
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


def _get(data, path):
    for step in path:
        data = data[step]
    return data


def _broken_field(about, data, field, path):
    kind, value = field["type"], _get(data, path)
    if field["required"]:
        yield "absent", _with(data, path, None)
    zero = {"string": "", "int32": 0, "int64": 0}.get(kind)
    if field["required"] and zero is not None and not field["repeated"]:
        yield "zero", _with(data, path, zero)
    if kind in WRONG_TYPES:
        yield "of another type", _with(data, path, [WRONG_TYPES[kind]] if field["repeated"] else WRONG_TYPES[kind])
    for rule in field["rules"]:
        if rule in WITHOUT_BREAKER:
            continue
        if rule.startswith("each "):
            yield rule, _with(data, path, [_break(rule.removeprefix("each "), value)])
        else:
            yield rule, _with(data, path, _break(rule, value))
    if kind in about.get("messages", {}):
        yield from _broken_fields(about, data, about["messages"][kind], path + ([0] if field["repeated"] else []))


def _broken_fields(about, data, fields, path):
    for field in fields:
        here = [*path, field["name"]]
        complete = data
        if field["name"] not in _get(data, path):
            if field["required"] or field["type"] not in ("google.protobuf.StringValue", "string"):
                continue
            complete = _with(data, here, "x")
        for what, broken in _broken_field(about, complete, field, here):
            yield f"{'.'.join(map(str, here))} {what}", broken


def broken_data(name):
    """[(what is wrong, data)...]: the example with one thing broken each."""
    about = spec(name)
    return list(_broken_fields(about, about["example"]["data"], about["fields"], []))


def tolerated_data(name):
    """[(what is odd, data)...]: all of it is fine."""
    about = spec(name)
    data = about["example"]["data"]
    required = {field["name"] for field in about["fields"] if field["required"]}
    kinds = {field["name"]: field["type"] for field in about["fields"]}
    yield "the example", data
    yield "no more than what is required", {key: value for key, value in data.items() if key in required}
    yield "a field of a newer minor version", {**data, "added_later": {"a": [1]}}
    yield "64-bit integers as text", {key: str(value) if kinds[key] == "int64" else value for key, value in data.items()}
    yield "null for what may be absent", {**data, **{name: None for name, kind in kinds.items()
                                                    if name not in required and kind.startswith("google.protobuf.")}}
