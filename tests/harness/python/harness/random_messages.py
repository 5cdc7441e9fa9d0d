"""Random messages as protobuf bytes, made by hand out of a type's fields: much faster than by reflection, and they come in every order.

Values that JSON has no room for (times out of range, numbers in a Struct that aren't finite, text with NUL) are left out.
"""

import random
import struct

from google.protobuf.descriptor import FieldDescriptor as Field

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
WIRE_TYPES = {
    Field.TYPE_DOUBLE: FIXED64, Field.TYPE_FIXED64: FIXED64, Field.TYPE_SFIXED64: FIXED64,
    Field.TYPE_FLOAT: FIXED32, Field.TYPE_FIXED32: FIXED32, Field.TYPE_SFIXED32: FIXED32,
    Field.TYPE_STRING: BYTES, Field.TYPE_BYTES: BYTES, Field.TYPE_MESSAGE: BYTES,
}
POOL = 1024
FIELDS_AIM = 7
TEXTS = ("", "a", "Buy milk", "\u00e4\u00f6\u00fc \u00df", "\U0001f600 \U00010000", "\"quoted\\\" / \b\f\n\r\t", "\x01\x1f\x7f", "\u2028\u2029\ufeff\uffff",
         "null", "{}", "x" * 70, "\u20ac" * 30, "01234567", "7 bytes", "\u00e9" * 4)
PATHS = ("title", "due_date", "user.display_name", "a", "a_b_c", "lines.sku", "f2", "x1.y_z")


def varint(value):
    value &= 0xFFFFFFFFFFFFFFFF
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def delimited(content):
    return varint(len(content)) + content


class Messages:
    """Types come from a DescriptorPool. The same seed, the same sequence of messages, whatever else was made before."""

    def __init__(self, pool, seed, any_types):
        self.pool = pool
        self.seed = seed
        self.rng = random.Random(seed)
        self.any_types = [name for name in any_types if name != "google.protobuf.Any"]
        self.values = {}
        self.plans = {}
        self.special = {
            "google.protobuf.Timestamp": self.timestamp, "google.protobuf.Duration": self.duration, "google.protobuf.Value": self.value,
            "google.protobuf.FieldMask": self.field_mask, "google.protobuf.Any": self.any,
        }

    def start(self, name):
        """What comes now depends on the seed and on that name alone."""
        self.rng = random.Random(f"{self.seed}/{name}")

    def pool_of(self, kind, make):
        """Values of a kind are made once and then picked."""
        if kind not in self.values:
            rng, self.rng = self.rng, random.Random(f"{self.seed}/{kind}")
            self.values[kind] = [make() for _ in range(POOL)]
            self.rng = rng
        return self.values[kind]

    # ---- scalars ----

    def whole(self, bits, signed):
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
        edges = [low, high, 0, 1, low + 1, 1 << 31, (1 << 53) - 1, 1 << 53, (1 << 53) + 1, -1, -(1 << 53) - 1]
        picked = self.rng.choice(edges) if self.rng.random() < 0.3 else self.rng.getrandbits(self.rng.randint(1, bits))
        return min(max(picked - (1 << bits - 1) if signed and self.rng.random() < 0.3 else picked, low), high)

    def double(self):
        edges = (0.0, 1.0, -1.5, 0.1, 1e300, 5e-324, 2.0 ** 53, -(2.0 ** 63), 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"))
        if self.rng.random() < 0.3:
            return self.rng.choice(edges)
        return self.bits("<d", 8) if self.rng.random() < 0.5 else self.rng.uniform(-1e6, 1e6)

    def float(self):
        edges = (0.0, 1.0, -2.5, 0.1, 3.4028235e38, 1e-45, 16777217.0, float("inf"), float("-inf"), float("nan"))
        if self.rng.random() < 0.3:
            return self.rng.choice(edges)
        return self.bits("<f", 4) if self.rng.random() < 0.5 else self.rng.uniform(-1e6, 1e6)

    def bits(self, form, size):
        """Of the many that are no number, one: JSON has a single NaN."""
        value = struct.unpack(form, self.rng.randbytes(size))[0]
        return value if value == value else float("nan")

    def text(self):
        if self.rng.random() < 0.5:
            return self.rng.choice(TEXTS)
        return "".join(chr(self.rng.choice((self.rng.randint(1, 127), self.rng.randint(128, 0x7FF), self.rng.randint(0xE000, 0x10FFFF))))
                       for _ in range(self.rng.randint(0, 12)))

    def scalar(self, kind, enum):
        """One encoded value of a scalar type."""
        if kind in (Field.TYPE_INT32, Field.TYPE_INT64):
            return varint(self.whole(32 if kind == Field.TYPE_INT32 else 64, True))
        if kind in (Field.TYPE_SINT32, Field.TYPE_SINT64):
            number = self.whole(32 if kind == Field.TYPE_SINT32 else 64, True)
            return varint(number << 1 if number >= 0 else (-number << 1) - 1)
        if kind in (Field.TYPE_UINT32, Field.TYPE_UINT64):
            return varint(self.whole(32 if kind == Field.TYPE_UINT32 else 64, False))
        if kind == Field.TYPE_BOOL:
            return varint(self.rng.randint(0, 1))
        if kind == Field.TYPE_ENUM:
            return varint(self.enum_number(enum))
        if kind == Field.TYPE_STRING:
            return delimited(self.text().encode())
        if kind == Field.TYPE_BYTES:
            return delimited(self.rng.randbytes(self.rng.choice((0, 1, 2, 3, 4, 30))))
        packed = {Field.TYPE_FIXED32: ("<I", 32, False), Field.TYPE_SFIXED32: ("<i", 32, True), Field.TYPE_FIXED64: ("<Q", 64, False),
                  Field.TYPE_SFIXED64: ("<q", 64, True)}.get(kind)
        if packed:
            return struct.pack(packed[0], self.whole(*packed[1:]))
        return struct.pack("<d", self.double()) if kind == Field.TYPE_DOUBLE else struct.pack("<f", self.float())

    def enum_number(self, enum):
        known = [value.number for value in enum.values]
        if enum.full_name == "google.protobuf.NullValue" or self.rng.random() < 0.7:
            return self.rng.choice(known)
        return self.rng.choice((-1, 7, 99, (1 << 31) - 1, -(1 << 31)))

    def pick(self, kind, enum=None):
        values = self.pool_of((kind, enum.full_name if enum else ""), lambda: self.scalar(kind, enum))
        return values[int(self.rng.random() * len(values))]

    # ---- types that JSON has a form for ----

    def seconds(self, seconds, nanos):
        return (b"\x08" + varint(seconds) if seconds else b"") + (b"\x10" + varint(nanos) if nanos else b"")

    def nanos(self):
        return self.rng.choice((0, 0, 500_000_000, 250_000_000, self.rng.randint(0, 999) * 1_000_000, self.rng.randint(0, 999_999) * 1000,
                                self.rng.randint(0, 999_999_999), 1, 999_999_999))

    def timestamp(self, _depth):
        def make():
            seconds = self.rng.choice((-62135596800, 253402300799, 0, -1, self.rng.randint(0, 2 ** 31), self.rng.randint(-62135596800, 253402300799)))
            return self.seconds(seconds, self.nanos())
        return self.rng.choice(self.pool_of("timestamp", make))

    def duration(self, _depth):
        def make():
            sign = self.rng.choice((-1, 1))
            seconds = self.rng.choice((0, 0, 1, 315576000000, self.rng.randint(0, 10 ** 6)))
            return self.seconds(sign * seconds, sign * self.nanos())
        return self.rng.choice(self.pool_of("duration", make))

    def value(self, depth):
        kind = self.rng.randint(1, 6 if depth < 4 else 4)
        if kind == 1:
            return b"\x08\x00"
        if kind == 2:
            return b"\x11" + struct.pack("<d", self.rng.choice((0.0, -0.0, 1.0, 2.5, 1e300, -(2.0 ** 53), self.rng.uniform(-9, 9))))
        if kind == 3:
            return b"\x1a" + self.pick(Field.TYPE_STRING)
        if kind == 4:
            return b"\x20" + (b"\x01" if self.rng.random() < 0.5 else b"\x00")
        name = "google.protobuf.Struct" if kind == 5 else "google.protobuf.ListValue"
        return (b"\x2a" if kind == 5 else b"\x32") + delimited(self.of(self.pool.FindMessageTypeByName(name), depth + 1))

    def field_mask(self, _depth):
        def make():
            return b"".join(b"\x0a" + delimited(self.rng.choice(PATHS).encode()) for _ in range(self.rng.randint(0, 4)))
        return self.rng.choice(self.pool_of("mask", make))

    def any(self, depth):
        if depth > 4 or self.rng.random() < 0.1:
            return b""
        name = "google.protobuf.Any" if self.rng.random() < 0.1 else self.rng.choice(self.any_types)
        url = self.rng.choice(("type.googleapis.com/", "example.org/path/", "/")) + name
        held = self.of(self.pool.FindMessageTypeByName(name), depth + 3)
        return b"\x0a" + delimited(url.encode()) + (b"\x12" + delimited(held) if held else b"")

    # ---- messages ----

    def plan(self, descriptor):
        """What a message is made of: its single fields and its oneofs, one member of which is taken."""
        if descriptor.full_name not in self.plans:
            oneofs = [[self.field_plan(field) for field in oneof.fields] for oneof in descriptor.oneofs]
            single = [[self.field_plan(field)] for field in descriptor.fields if not field.containing_oneof]
            self.plans[descriptor.full_name] = single + oneofs
        return self.plans[descriptor.full_name]

    @staticmethod
    def field_plan(field):
        tag = varint(field.number << 3 | WIRE_TYPES.get(field.type, VARINT))
        message = field.type == Field.TYPE_MESSAGE
        # A map's value that is left out is an empty one, and a Value mustn't be empty.
        needed = message and field.message_type.full_name == "google.protobuf.Value" and field.containing_type.GetOptions().map_entry
        return field, tag, field.is_repeated, message, varint(field.number << 3 | BYTES), needed

    def one(self, field, message, depth):
        return delimited(self.of(field.message_type, depth + 1)) if message else self.pick(field.type, field.enum_type)

    def of(self, descriptor, depth=0):
        """The bytes of one message of a type."""
        special = self.special.get(descriptor.full_name)
        if special:
            return special(depth)
        random_ = self.rng.random
        parts = []
        plan = self.plan(descriptor)
        # Of many fields only some: each one is still in thousands of messages.
        left_out = max(0.25 + 0.12 * depth, 1 - FIELDS_AIM / max(len(plan), 1))
        for choices in plan:
            field, tag, repeated, message, list_tag, needed = choices[int(random_() * len(choices))] if len(choices) > 1 else choices[0]
            if not needed and (random_() < left_out or (message and depth > 5)):
                continue
            count = int(random_() * 4) if repeated else 1
            if repeated and not message and WIRE_TYPES.get(field.type, VARINT) != BYTES and random_() < 0.7:
                parts.append(list_tag + delimited(b"".join(self.pick(field.type, field.enum_type) for _ in range(count))))
                continue
            for _ in range(count):
                parts.append(tag + self.one(field, message, depth))
        if len(parts) > 1 and random_() < 0.3:
            self.rng.shuffle(parts)
        return b"".join(parts)
