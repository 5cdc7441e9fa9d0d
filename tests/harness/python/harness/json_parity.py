"""Holds hapax's JSON codec against Python's protobuf, by random messages of every type of the catalogues:

    python -m harness.json_parity PROGRAM SEED COUNT PART/PARTS

For each message: Python's bytes -> C's canonical JSON -> Python reads the same message; Python's JSON -> C -> the same message; bytes
-> C's event JSON -> C -> the same message, with times cut to microseconds; and now and then Python reads the event JSON too. PART/PARTS is the share of the types that this process
takes, 1/2 and 2/2 say. Prints one line a type; the first difference ends it.
"""

import json
import struct
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

from harness.random_messages import Messages

EVENT_BY_PYTHON_EVERY = 16


class Codec:
    """The program tests/parity/json_parity.c, a batch of requests at a time."""

    def __init__(self, program):
        self.program = str(program)
        self.pool = descriptor_pool.DescriptorPool()
        seen = set()
        for file in descriptor_pb2.FileDescriptorSet.FromString(self.ask([("f", "", b"")])[0][1]).file:
            if file.name not in seen:
                seen.add(file.name)
                self.pool.Add(file)
        self.types = sorted(set(self.ask([("t", "", b"")])[0][1].decode().split()))

    def ask(self, requests):
        """[(operation, type, input)] -> [(whether it is good, output or error)]"""
        frames = bytearray()
        for operation, name, content in requests:
            frames += struct.pack("<Icc", 2 + len(name) + len(content), operation.encode(), bytes([len(name)])) + name.encode() + content
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
            given.write(frames)
            given.seek(0)
            subprocess.run([self.program], stdin=given, stdout=answered, check=True)
            answered.seek(0)
            out = answered.read()
        answers, at = [], 0
        while at < len(out):
            size = struct.unpack_from("<I", out, at)[0]
            answers.append((out[at + 4] == 0, out[at + 5:at + 4 + size]))
            at += 4 + size
        assert len(answers) == len(requests), f"{len(requests)} requests, but {len(answers)} answers"
        return answers

    def message_class(self, name):
        return message_factory.GetMessageClass(self.pool.FindMessageTypeByName(name))

    def python_json(self, message):
        return json.dumps(json_format.MessageToDict(message, descriptor_pool=self.pool), ensure_ascii=False).encode()

    def python_read(self, text, message_class, **options):
        return json_format.Parse(text, message_class(), descriptor_pool=self.pool, **options)


def packed(message):
    return message.SerializeToString(deterministic=True)


def normalise(pool, message, event):
    """In place: what Any holds in one order of its bytes; as the event form has it, times cut to microseconds, and no sign of a zero
    in a Value, which Python takes for a whole number."""
    if event and message.DESCRIPTOR.full_name == "google.protobuf.Timestamp":
        message.nanos -= message.nanos % 1000
    if event and message.DESCRIPTOR.full_name == "google.protobuf.Value" and message.WhichOneof("kind") == "number_value":
        message.number_value = message.number_value or 0
    if message.DESCRIPTOR.full_name == "google.protobuf.Any" and message.type_url:
        held = message_factory.GetMessageClass(pool.FindMessageTypeByName(message.type_url.split("/")[-1])).FromString(message.value)
        message.value = packed(normalise(pool, held, event))
    for field, value in message.ListFields():
        if not field.message_type:
            continue
        if field.message_type.GetOptions().map_entry:
            if field.message_type.fields_by_name["value"].message_type:
                for item in value.values():
                    normalise(pool, item, event)
        elif field.is_repeated:
            for item in value:
                normalise(pool, item, event)
        else:
            normalise(pool, value, event)
    return message


class Difference(Exception):
    """One message came out as another one."""


class Checker:
    """The messages of one type on their way there and back."""

    def __init__(self, codec, messages, name):
        self.codec = codec
        self.name = name
        self.message_class = codec.message_class(name)
        descriptor = codec.pool.FindMessageTypeByName(name)
        self.make = lambda: messages.of(descriptor)

    def same(self, what, expected, got, shown, event=False):
        """expected: packed; got: a message."""
        if packed(got) == expected:
            return
        left = packed(normalise(self.codec.pool, self.message_class.FromString(expected), event))
        right = packed(normalise(self.codec.pool, got, event))
        if left != right:
            raise Difference(f"{self.name}: {what}\n  expected {self.message_class.FromString(left)!r}\n  got {self.message_class.FromString(right)!r}\n"
                             f"  bytes {expected.hex()}\n  text {shown!r}")

    def good(self, what, answer, shown):
        if not answer[0]:
            raise Difference(f"{self.name}: {what}: {answer[1].decode(errors='replace')}\n  {shown!r}")
        return answer[1]

    def run(self, count):
        """Raises Difference."""
        given = [self.make() for _ in range(count)]
        parsed = [self.message_class.FromString(content) for content in given]
        expected = [packed(message) for message in parsed]
        texts = [self.codec.python_json(message) for message in parsed]
        answers = self.codec.ask([request for content, text in zip(given, texts)
                                  for request in (("w", self.name, content), ("r", self.name, text), ("E", self.name, content))])
        for i, content in enumerate(given):
            text = self.good("C doesn't write what Python does", answers[3 * i], content)
            self.same("Python reads C's JSON as another message", expected[i], self.codec.python_read(text, self.message_class), text)
            content_back = self.good("C doesn't read Python's JSON", answers[3 * i + 1], texts[i])
            self.same("C reads Python's JSON as another message", expected[i], self.message_class.FromString(content_back), texts[i])
            content_back = self.good("C's event form doesn't come back", answers[3 * i + 2], content)
            self.same("C's event form comes back as another message", expected[i], self.message_class.FromString(content_back), content, True)
        self.event_by_python(given[::EVENT_BY_PYTHON_EVERY], expected[::EVENT_BY_PYTHON_EVERY])

    def event_by_python(self, given, expected):
        """Python takes the .proto's names and numbers as well."""
        if not self.is_readable_as_event():
            return
        answers = self.codec.ask([("W", self.name, content) for content in given])
        for answer, content, wanted in zip(answers, given, expected):
            text = self.good("C doesn't write the event form", answer, content)
            if b"3.4028235e+38" in text:  # the largest float, which Python writes like that as well, and then can't read
                continue
            self.same("Python reads C's event JSON as another message", wanted, self.codec.python_read(text, self.message_class), text, True)

    def is_readable_as_event(self):
        """But not a field mask with snake_case in it, nor names that mean another field in canonical JSON, nor a null for a NullValue."""
        seen, todo = set(), [self.codec.pool.FindMessageTypeByName(self.name)]
        while todo:
            descriptor = todo.pop()
            if descriptor.full_name in seen:
                continue
            seen.add(descriptor.full_name)
            todo += [field.message_type for field in descriptor.fields if field.message_type]
        return not seen & {"google.protobuf.Any", "google.protobuf.FieldMask", "hapax.sink.v1.Names"}


def main(program, seed, count, part):
    index, parts = (int(number) for number in part.split("/"))
    codec = Codec(program)
    messages = Messages(codec.pool, seed, codec.types)
    for name in codec.types[index - 1::parts]:
        messages.start(name)
        try:
            Checker(codec, messages, name).run(int(count))
        except (Difference, json_format.Error, ValueError, TypeError) as error:
            print(f"seed {seed}: {type(error).__name__}: {error}")
            return 1
        print(f"{name}: {count} messages", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
