"""hapax's JSON against Python's protobuf, another implementation of https://protobuf.dev/programming-guides/json/: random messages of
every type of the catalogue and of tests/proto/sink.proto, both ways, and texts that are right, wrong, or a matter of opinion.

HAPAX_PARITY_SEED=random takes another seed each time and prints it; HAPAX_PARITY_COUNT sets the messages a type (default 10,000).
"""

import os
import pathlib
import random
import subprocess
import sys

import pytest
from google.protobuf import json_format

from harness import json_parity, places

PROGRAM = places.HAPAX.parent / "tests" / "json_parity"
PARTS = 2


def chosen_seed():
    given = os.environ.get("HAPAX_PARITY_SEED", "1")
    return str(random.SystemRandom().getrandbits(32)) if given == "random" else given


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_ten_thousand_random_messages_of_every_type_mean_the_same():
    seed, count = chosen_seed(), os.environ.get("HAPAX_PARITY_COUNT", "10000")
    print(f"seed {seed}, {count} messages a type")
    environment = {**os.environ, "PYTHONPATH": str(pathlib.Path(json_parity.__file__).parents[1])}
    checks = [subprocess.Popen([sys.executable, "-m", "harness.json_parity", str(PROGRAM), seed, count, f"{part + 1}/{PARTS}"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) for part in range(PARTS)]
    told = [check.communicate()[0] for check in checks]
    assert not any(check.returncode for check in checks), "\n".join(text[-4000:] for text, check in zip(told, checks) if check.returncode)
    types = sum(text.count(f": {count} messages") for text in told)
    print(f"{types} types")
    assert types >= 60


@pytest.fixture(scope="module")
def codec():
    return json_parity.Codec(PROGRAM)


def verdicts(codec, name, text, ignore_unknown):
    """What each one made of it: a message, or None for an error."""
    content = text if isinstance(text, bytes) else text.encode()
    good, answer = codec.ask([("i" if ignore_unknown else "r", name, content)])[0]
    message_class = codec.message_class(name)
    ours = message_class.FromString(answer) if good else None
    try:
        theirs = codec.python_read(content, message_class, ignore_unknown_fields=ignore_unknown)
    except (json_format.ParseError, UnicodeDecodeError):
        theirs = None
    return ours, theirs


def is_same(codec, left, right):
    pair = [json_parity.packed(json_parity.normalise(codec.pool, message, False)) for message in (left, right)]
    return pair[0] == pair[1]


S, L, M, K, C = "Scalars", "Lists", "Maps", "Known", "Choice"
DURATION = '"@type":"type.googleapis.com/google.protobuf.Duration"'
SCALARS = '"@type":"type.googleapis.com/hapax.sink.v1.Scalars"'

RIGHT = [
    (S, "{}"), (S, ' {"anInt32" : 1 } \n'), (S, '{"an_int32":1}'), (S, '{"anInt\\u0033\\u0032":1}'), (S, '{"anInt32":null}'),
    (S, '{"anInt32":"5"}'), (S, '{"anInt32":1e3}'), (S, '{"anInt32":100.0}'), (S, '{"anInt32":-2.147483648e9}'),
    (S, '{"anInt64":9223372036854775807}'), (S, '{"anInt64":"-9223372036854775808"}'), (S, '{"aUint64":18446744073709551615}'),
    (S, '{"aDouble":"1.5"}'), (S, '{"aDouble":"NaN","aFloat":"-Infinity"}'), (S, '{"aDouble":1.7976931348623157e308}'), (S, '{"aDouble":2.22507e-308}'),
    (S, '{"aFloat":3.402823e38}'), (S, '{"aFloat":1.175494e-38}'), (S, '{"aBool":true}'),
    (S, '{"aString":"\\ud83d\\ude01\\u8c37\\\\\\"\\/\\b\\f\\n\\r\\t"}'), (S, '{"aString":"\\u0001"}'),
    (S, '{"someBytes":"AQI="}'), (S, '{"someBytes":"AQI"}'), (S, '{"someBytes":"-_8="}'), (S, '{"someBytes":"-_"}'), (S, '{"someBytes":"+/8"}'), (S, '{"someBytes":""}'),
    (S, '{"level":"LEVEL_HIGH"}'), (S, '{"level":5}'), (S, '{"level":-1}'), (S, '{"level":123}'), (S, '{"spelling":"SPELLING_COLOR"}'), (S, '{"spelling":"spelling_lower"}'),
    ("Names", '{"field1With2Digits3":1,"doubleUnderscore":2,"trailing":3,"Leading":4,"alreadyUpper":5,"SHOUTEDNAME":6}'),
    ("Names", '{"@renamed":1,"a \\"quoted\\" \\\\ n\u00e4me":2,"Snake-Case":3}'), ("Names", '{"plain":1,"quoted":2,"snake_case":3}'),
    (L, '{"int32s":null,"strings":[]}'), (L, '{"values":[null,1,"a",{},[]]}'), (L, '{"words":["a",""]}'), (L, '{"times":["2026-01-31T17:00:00Z"]}'),
    (M, '{"byBool":{"true":"1970-01-01T00:00:00Z","false":"1970-01-01T00:00:01Z"}}'), (M, '{"byInt32":{"-5":1,"2147483647":2}}'),
    (M, '{"byUint64":{"18446744073709551615":0.5}}'), (M, '{"bySfixed32":{"1":"LEVEL_LOW","2":7}}'), (M, '{"byString":{"":null,"a\\u0062":{"c":[]}}}'),
    (M, '{"byInt32":{}}'), (M, '{"bySint64":{"\\u0031":true}}'),
    (C, '{"anInt32":0}'), (C, '{"aString":null,"level":"LEVEL_LOW"}'), (C, '{"nullValue":null}'), (C, '{"nullValue":"NULL_VALUE"}'), (C, '{"value":null}'),
    (C, '{"anInt32":1,"second":"x"}'), (C, '{"empty":{}}'),
    (K, '{"maybeInt64":"0","maybeBool":false,"maybeString":"","maybeBytes":"","maybeDouble":"NaN"}'), (K, '{"maybeInt32":null}'), (K, '{"nullValue":null}'),
    (K, '{"time":"0001-01-01T00:00:00Z"}'), (K, '{"time":"9999-12-31T23:59:59.999999999Z"}'), (K, '{"time":"1970-01-01T08:00:01+08:00"}'),
    (K, '{"time":"2026-01-31T17:00:00.123456789-01:30"}'), (K, '{"time":"1969-12-31T23:59:59.5Z"}'), (K, '{"time":"2024-02-29T00:00:00Z"}'),
    (K, '{"duration":"1s"}'), (K, '{"duration":"-0.000000001s"}'), (K, '{"duration":"315576000000.999999999s"}'), (K, '{"duration":"-315576000000s"}'), (K, '{"duration":"1.5s"}'),
    (K, '{"duration":"0s"}'), (K, '{"mask":"fooBar,baz.quxQuux"}'), (K, '{"mask":""}'), (K, '{"structure":{"a":null,"b":[1,true,"x",{"c":{}}]}}'),
    (K, '{"value":null}'), (K, '{"value":{"a":1}}'), (K, '{"list":[]}'), (K, '{"empty":{}}'),
    (K, '{"any":{}}'), (K, '{"any":{%s,"value":"1.5s"}}' % DURATION), (K, '{"any":{"value":"1.5s",%s}}' % DURATION), (K, '{"any":{%s,"anInt32":5}}' % SCALARS),
    (K, '{"any":{"anInt32":5,%s}}' % SCALARS), (K, '{"any":{"@type":"x/google.protobuf.Any","value":{%s,"value":"2s"}}}' % DURATION),
    (K, '{"any":{"@type":"/google.protobuf.Int64Value","value":"5"}}'), (K, '{"any":{"@type":"/google.protobuf.Value","value":null}}'),
    (K, '{"any":{"@type":"/google.protobuf.Struct","value":{"value":1}}}'), (K, '{"any":{"@type":"/google.protobuf.Empty"}}'),
    ("Tree", '{"left":{"children":[{"byName":{"x":{"name":"y"}}}]},"leaf":{"vein":{"level":"LEVEL_LOW"}}}'),
    ("google.protobuf.Timestamp", '"2026-01-31T17:00:00Z"'), ("google.protobuf.Value", "null"), ("google.protobuf.Value", "-1.5"), ("google.protobuf.Int64Value", ' "7" '),
    ("google.protobuf.Value", "[1,[2]]"), ("google.protobuf.ListValue", "[]"), ("google.protobuf.StringValue", '"a\\u0062"'), ("google.protobuf.Struct", '{"a":1}'),
]

WRONG = [
    (S, ""), (S, "null"), (S, "5"), (S, '{"anInt32":1'), (S, '{"anInt32":1,}'), (S, '{"anInt32":1 "aBool":true}'), (S, "{anInt32:1}"), (S, "{'anInt32':1}"),
    (S, '{"anInt32":01}'), (S, '{"anInt32":+1}'), (S, '{"anInt32":0x1}'), (S, '{"anInt32":2147483648}'), (S, '{"anInt32":-2147483649}'), (S, '{"anInt32":0.5}'),
    (S, '{"anInt32":""}'), (S, '{"anInt32":" 5"}'), (S, '{"aDouble":NaN}'), (S, '{"aDouble":-Infinity}'), (M, '{"byInt32":{" 1":1}}'), (S, '{"anInt32":"1x"}'), (S, '{"anInt32":true}'), (S, '{"anInt32":[1]}'), (S, '{"anInt32":1,"anInt32":2}'),
    (S, '{"aUint32":-1}'), (S, '{"aUint32":4294967296}'), (S, '{"anInt64":9223372036854775808}'), (S, '{"aUint64":"-1"}'), (S, '{"aUint64":18446744073709551616}'),
    (S, '{"aFloat":3.502823e38}'), (S, '{"aDouble":"1.89769e+308x"}'), (S, '{"aDouble":"x"}'), (S, '{"aBool":"true"}'), (S, '{"aBool":1}'), (S, '{"aBool":True}'),
    (S, '{"aString":1}'), (S, '{"aString":"\\ud800"}'), (S, '{"aString":"\\ude01\\ud83d"}'), (S, '{"aString":"\\x"}'), (S, b'{"aString":"\xff"}'), (S, '{"aString":"\n"}'),
    (S, '{"someBytes":"A"}'), (S, '{"someBytes":1}'), (S, '{"level":"LEVEL_PINK"}'),
    (S, '{"unknown":1}'), (S, '{"AnInt32":1}'), (L, '{"int32s":[1,null]}'), (L, '{"int32s":1}'), (L, '{"messages":[null]}'), (L, '{"words":[null]}'), (L, '{"int32s":[1,]}'),
    (M, '{"byBool":{"yes":"1970-01-01T00:00:00Z"}}'), (M, '{"byInt32":{"a":1}}'), (M, '{"byInt32":{"1":null}}'), (M, '{"byInt32":{"1":1,"1":2}}'), (M, '{"byInt32":[]}'),
    (M, '{"byInt32":{"2147483648":1}}'), (M, '{"bySfixed64":{"1":null}}'), (M, '{"byFixed32":{"-1":"x"}}'), (M, "{\"byInt32\":{1:1}}"),
    (C, '{"anInt32":1,"aBool":true}'), (C, '{"aString":"a","value":null,"level":1}'),
    (K, '{"time":"0000-01-01T00:00:00Z"}'), (K, '{"time":"10000-01-01T00:00:00Z"}'), (K, '{"time":"2026-01-31T17:00:00"}'), (K, '{"time":"2026-01-31 17:00:00Z"}'),
    (K, '{"time":"2026-01-31t17:00:00Z"}'), (K, '{"time":"2026-01-31T17:00:00z"}'), (K, '{"time":"2026-02-30T17:00:00Z"}'), (K, '{"time":"2026-01-31T25:00:00Z"}'), (K, '{"time":5}'),
    (K, '{"time":"2026-01-31T17:00:00.1234567890Z"}'), (K, '{"time":"1970-01-01"}'), (K, '{"time":"2016-12-31T23:59:60Z"}'),
    (K, '{"duration":"1"}'), (K, '{"duration":"315576000001s"}'), (K, '{"duration":1}'), (K, '{"duration":"s"}'), (K, '{"duration":"1e3s"}'),
    (K, '{"mask":"foo_bar"}'), (K, '{"mask":["foo"]}'), (K, '{"structure":[]}'), (K, '{"list":{}}'), (K, '{"empty":1}'), (K, '{"maybeInt32":{"value":1}}'), (K, '{"maybeString":5}'),
    (K, '{"any":{"value":"1s"}}'), (K, '{"any":{"@type":"","value":""}}'), (K, '{"any":{"@type":"not_a_url","value":""}}'), (K, '{"any":{"@type":5}}'),
    (K, '{"any":{%s}}' % DURATION), (K, '{"any":{%s,"value":"x"}}' % DURATION), (K, '{"any":{%s,"nothing":1}}' % SCALARS), (K, '{"any":{"@type":"/hapax.sink.v1.Nothing"}}'), (K, '{"any":[]}'),
    ("google.protobuf.Timestamp", "5"), ("google.protobuf.Int32Value", "null"), ("google.protobuf.Value", "1 2"), ("google.protobuf.Value", ""), ("google.protobuf.Value", "nul"),
]

# Where Python differs, and why hapax doesn't follow. docs/json.md has the same list in words.
HAPAX_ALONE_REFUSES = [
    (S, '{"aString":"a\\u0000b"}'),  # protobuf-c's strings and Postgres's jsonb have no NUL
    (S, "[]"),  # no object
    (S, '{"level":"5"}'), (S, '{"level":1.5}'), (S, '{"level":true}'),  # names or whole numbers, says the specification
    (S, '{"someBytes":"AQI=="}'), (S, '{"someBytes":"AQ="}'), (S, '{"someBytes":"A Q!I="}'),  # padding is all or none; nothing in between
    (S, '{"anInt32":"1_000"}'), (S, '{"anInt32":"+5"}'), (S, '{"aDouble":" 1.5"}'), (S, '{"aDouble":"1_0.5"}'), (S, '{"aDouble":"inf"}'),
    (S, '{"anInt32":1,"an_int32":1}'),  # one field, twice
    (M, '{"byInt32":{"01":1}}'),  # a key has one spelling, or two of them would be one key
    (K, '{"mask":"a,,b"}'), (K, '{"mask":"a b"}'),
    (K, '{"any":{%s,"value":"1s","more":1}}' % DURATION),  # an unknown field, where those are refused
    (K, '{"duration":"+1s"}'), (K, '{"duration":" 1s"}'), (K, '{"duration":"1.0000000001s"}'),
]
PYTHON_ALONE_REFUSES = [
    (S, '{"aFloat":3.4028235e38}'),  # what Python writes for the largest float
    (K, '{"any":{"@type":"/google.protobuf.Empty","value":{}}}'),  # as Go writes it
]
# Another message than Python's.
DIFFERENT = [
    (S, '{"aDouble":-0.0}'),  # protobuf-c leaves a negative zero out of its bytes, except in lists and oneofs
    (K, '{"value":-0}'),  # Python takes it for a whole number
]
# What else counts as unknown fields where those are ignored.
IGNORED = [
    (S, '{"unknown":{"a":[1,2]},"anInt32":1}'), (S, '{"level":"LEVEL_PINK","anInt32":1}'), (L, '{"levels":["LEVEL_LOW","LEVEL_PINK",5]}'),
    (M, '{"bySfixed32":{"1":"LEVEL_PINK","2":"LEVEL_LOW"}}'), (C, '{"level":"LEVEL_PINK"}'), (K, '{"any":{%s,"nothing":1,"anInt32":2}}' % SCALARS),
    (K, '{"any":{%s,"value":"1s","more":1}}' % DURATION), ("Tree", '{"leaf":{"vein":{"x":1}},"y":null}'),
]


def full(name):
    return name if "." in name else f"hapax.sink.v1.{name}"


@pytest.mark.parametrize("name, text", RIGHT)
def test_both_take_it_and_mean_the_same(codec, name, text):
    ours, theirs = verdicts(codec, full(name), text, False)
    assert ours is not None and theirs is not None and is_same(codec, ours, theirs), (ours, theirs)


@pytest.mark.parametrize("name, text", WRONG)
def test_both_refuse_it(codec, name, text):
    ours, theirs = verdicts(codec, full(name), text, False)
    assert ours is None and theirs is None, (ours, theirs)


@pytest.mark.parametrize("name, text", HAPAX_ALONE_REFUSES)
def test_hapax_alone_refuses_it(codec, name, text):
    ours, theirs = verdicts(codec, full(name), text, False)
    assert ours is None and theirs is not None, (ours, theirs)


@pytest.mark.parametrize("name, text", PYTHON_ALONE_REFUSES)
def test_python_alone_refuses_it(codec, name, text):
    ours, theirs = verdicts(codec, full(name), text, False)
    assert ours is not None and theirs is None, (ours, theirs)


@pytest.mark.parametrize("name, text", DIFFERENT)
def test_they_read_different_messages(codec, name, text):
    ours, theirs = verdicts(codec, full(name), text, False)
    assert ours is not None and theirs is not None and not is_same(codec, ours, theirs), (ours, theirs)


@pytest.mark.parametrize("name, text", IGNORED)
def test_unknown_fields_are_refused_or_ignored(codec, name, text):
    assert verdicts(codec, full(name), text, False)[0] is None
    ours, theirs = verdicts(codec, full(name), text, True)
    assert ours is not None and theirs is not None and is_same(codec, ours, theirs), (ours, theirs)
