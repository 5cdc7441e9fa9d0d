"""Random messages for rules: values around the bounds of every rule, well-formed texts and such as almost are."""

import math
import random
import string
import struct
import time

from google.protobuf.descriptor import FieldDescriptor as Field

# Around the operands of tests/rules/proto, and the ends of the types.
WHOLES = [0, 1, 2, 4, 5, 6, 7, 9, 10, 11, 20, 100, 500, 501, -1, -2, -6, -7, -8]
ENDS = [f(2**n) for n in (31, 32, 63, 64) for f in (lambda p: p - 2, lambda p: p - 1, lambda p: -p, lambda p: -p + 1)]
FLOAT_A, FLOAT_B = (struct.unpack("f", struct.pack("f", value))[0] for value in (0.1, 0.3))
REALS = [0.0, -0.0, 0.1, 0.2, 0.3, 0.25, FLOAT_A, FLOAT_B, 4.999, 5.5, 1e-300, 1e30, -1e30, math.nan, math.inf, -math.inf]
RANGES = {
    Field.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    Field.CPPTYPE_UINT32: (0, 2**32 - 1),
    Field.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    Field.CPPTYPE_UINT64: (0, 2**64 - 1),
}

TEXTS = ["", "a", "b", "c", "ab", "bc", "ac", "abc", "abcd", "abx", "xbc", "axbc", "aBc", "ABC", "a\nb\nc", "a\nc", "a€c", "öß", "€uro", "😀", "é",
         "low", "medium", "high", "email", "google", "overdue", "expired", "status", "x" * 50, "x" * 51, "x" * 128, "x" * 129, "ö" * 200, "y" * 1001]
FORMATTED = [
    "foo@example.com", "a.b+c@d-e.f", "example.com", "a.", "localhost", "1.2.3.4", "255.255.255.255", "::", "::1", "fe80::1%en0", "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "10.0.0.0/8", "10.0.0.1/8", "fd00::/8", "fd00::1/64", "example.com:80", "1.2.3.4:0",
    "[::1]:65535", "https://user:pass@example.com:8080/a/b;c=d?e=f&g#h", "mailto:a@b.c", "urn:isbn:0451450523", "a://[::1]:80/", "a://[fe80::1%25en0]",
    "a://[v1.a:b]", "//host/path", "../a?b#c", "./a:b", "a://%C3%B6/%20", "?q", "#f", "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11",
    "018F3F6E7C1E7A3B9C552F4D8A6B0C11", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "acme.shop.v1.Cart", ".acme.Cart", "X-Request-Id", ":path", "a value\tof a header",
]
# By the name of the field in tests/rules/proto: so that there are valid messages as well.
GOOD = {
    "email": ["foo@example.com"], "hostname": ["example.com", "a."], "ip": ["::1"], "ipv4": ["1.2.3.4"], "ipv6": ["::1", "fe80::1%en0"],
    "uri": ["a://b/c?d#e"], "address": ["1.2.3.4"], "uuid": ["018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"], "tuuid": ["018F3F6E7C1E7A3B9C552F4D8A6B0C11"],
    "ulid": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"], "ip_with_prefixlen": ["10.0.0.1/8"], "ipv4_with_prefixlen": ["10.0.0.1/8"],
    "ipv6_with_prefixlen": ["::1/8"], "ip_prefix": ["::/8"], "ipv4_prefix": ["10.0.0.0/8"], "ipv6_prefix": ["fd00::/8"], "host_and_port": ["[::1]:80"],
    "protobuf_fqn": ["a.B"], "protobuf_dot_fqn": [".a.B"], "header_name": ["X-A"], "header_name_loose": ["a b"], "anchored": ["abc"], "classes": ["ö7"],
    "wrapped_each": ["foo@example.com"], "const": ["abc"], "len": ["öß€"], "several": ["axbc"],
}
SPECIAL = string.ascii_letters + string.digits + "..::::////@@%%[]-_~?#!$&'()*+,;= \t\n\x01\x7f\"<>\\^`{|}öß😀"


def text(chance, name=""):
    if name in GOOD and chance.random() < 0.3:
        return chance.choice(GOOD[name])
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(TEXTS)
    if kind < 0.6:
        return chance.choice(FORMATTED)
    made = list(chance.choice(FORMATTED if kind < 0.95 else TEXTS))
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(made))
        how = chance.random()
        if how < 0.4:
            made[at:at] = chance.choice(SPECIAL)
        elif how < 0.7:
            del made[at:at + chance.randint(1, 2)]
        else:
            made[at:at + 1] = chance.choice(SPECIAL)
    return "".join(made)


def octets(chance):
    known = [b"", b"\0", b"\0\xff", b"a\0", b"xa\0y", b"abc", b"abcd", b"\xff", "ö".encode(), bytes(16), b"a\xff"]
    return chance.choice(known) if chance.random() < 0.7 else chance.randbytes(chance.choice([1, 2, 3, 4, 15, 16, 17]))


def whole(chance, low, high):
    value = chance.choice(WHOLES) if chance.random() < 0.7 else chance.choice(ENDS) if chance.random() < 0.7 else chance.randint(low, high)
    return value if low <= value <= high else chance.randint(low, high)


def scalar(chance, field):
    if field.cpp_type in RANGES:
        return whole(chance, *RANGES[field.cpp_type])
    if field.cpp_type in (Field.CPPTYPE_FLOAT, Field.CPPTYPE_DOUBLE):
        return chance.choice(REALS) if chance.random() < 0.5 else float(chance.choice(WHOLES))
    if field.cpp_type == Field.CPPTYPE_BOOL:
        return chance.random() < 0.5
    if field.cpp_type == Field.CPPTYPE_ENUM:
        return chance.choice([0, 1, 5, 9, -1, 2**31 - 1])
    return text(chance, field.name) if field.type == Field.TYPE_STRING else octets(chance)


def fill_time(chance, message):
    """Not close to now, which passes while the test runs."""
    now = int(time.time())
    message.seconds = chance.choice([0, 1, 2, 3, 9, 10, 11, 99, 100, 101, 150, 199, 200, 201, -1, -2, -99, -100, -101, now - 60, now + 60, now - 3500,
                                     now + 3500, now - 3700, now + 3700, 253402300799, -62135596800, 2**63 - 1, -(2**63)])
    message.nanos = chance.choice([0, 0, 0, 1, 4, 5, 6, -5, 500000000, -500000000, 999999999, -1, 1000000000, 1000000005, 2**31 - 1, -(2**31)])


def fill_any(chance, message):
    message.type_url = chance.choice(["", "x", "type.googleapis.com/a.B", "type.googleapis.com/a.C", text(chance)])
    message.value = octets(chance)


def fill_struct(chance, message):
    for _ in range(chance.randint(0, 2)):
        message.fields[text(chance)[:20]].string_value = text(chance)


SPECIAL_MESSAGES = {
    "google.protobuf.Timestamp": fill_time,
    "google.protobuf.Duration": fill_time,
    "google.protobuf.Any": fill_any,
    "google.protobuf.Struct": fill_struct,
}


def fill_list(chance, message, field, depth):
    items = getattr(message, field.name)
    for _ in range(chance.choice([0, 1, 1, 2, 2, 3, 4, 40])):
        if field.message_type:
            fill(chance, items.add(), depth + 1)
        else:
            items.append(scalar(chance, field))
    if items and not field.message_type and chance.random() < 0.3:
        items.append(chance.choice(items))


def fill_map(chance, message, field, depth):
    key, value = (field.message_type.fields_by_name[name] for name in ("key", "value"))
    pairs = getattr(message, field.name)
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        made = scalar(chance, key)
        made = made[:12] if key.type == Field.TYPE_STRING else made
        if value.message_type:
            fill(chance, pairs[made], depth + 1)
        else:
            pairs[made] = scalar(chance, value)


def fill_field(chance, message, field, depth):
    message.ClearField(field.name)
    if chance.random() < 0.15:
        return
    if field.message_type and field.message_type.GetOptions().map_entry:
        fill_map(chance, message, field, depth)
    elif field.is_repeated:
        fill_list(chance, message, field, depth)
    elif field.message_type:
        getattr(message, field.name).SetInParent()
        fill(chance, getattr(message, field.name), depth + 1)
    else:
        setattr(message, field.name, scalar(chance, field))


def fill(chance, message, depth=0):
    """Every field anew, at random; deep down nothing more."""
    special = SPECIAL_MESSAGES.get(message.DESCRIPTOR.full_name)
    if chance.random() < 0.1:
        return
    if special:
        special(chance, message)
        return
    for field in message.DESCRIPTOR.fields:
        if not (field.message_type and depth > 2):
            fill_field(chance, message, field, depth)


def repair(chance, message, broken, rounds=40):
    """Towards a valid message: the fields that broken(message) names are made anew until there are none, or not any more."""
    for _ in range(rounds):
        names = broken(message)
        if not names:
            return
        for name in names:
            field = message.DESCRIPTOR.fields_by_name.get(name)
            if field:
                fill_field(chance, message, field, 1)
            else:
                fill_field(chance, message, chance.choice(message.DESCRIPTOR.oneofs_by_name[name].fields), 1)


def generator(seed):
    return random.Random(seed)
