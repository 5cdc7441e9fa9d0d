"""The events of this tree's contract, and data that keeps their rules."""

import json

from google.protobuf import message_factory

from . import protos
from .events import TIME

RULES, EVENT = "buf.validate.field", "hapax.event"


class Event:
    def __init__(self, descriptor, options):
        self.message = descriptor.name
        self.package = descriptor.file.package
        self.stem = descriptor.file.name.removesuffix(".proto")
        self.type, self.topic, self.consumers = options.type, options.topic, list(options.consumers)
        self.data = json.loads(options.example) if options.example else sample(descriptor)


def events():
    """In the order of their types."""
    pool = protos.pool()
    names = sorted(str(path.relative_to(protos.ROOT)) for path in (protos.ROOT / "hapax").rglob("*.proto"))
    messages = [message for name in names for message in pool.FindFileByName(name).message_types_by_name.values()]
    found = [(message, option(message, EVENT)) for message in messages]
    return sorted((Event(message, options) for message, options in found if options), key=lambda event: event.type)


def option(descriptor, name):
    """Of a field or a message; None if it hasn't got it."""
    kind = "FieldOptions" if hasattr(descriptor, "containing_oneof") else "MessageOptions"
    pool = protos.pool()
    known = message_factory.GetMessageClass(pool.FindMessageTypeByName(f"google.protobuf.{kind}"))
    extension = pool.FindExtensionByName(name)
    options = known.FromString(descriptor.GetOptions().SerializeToString())
    return options.Extensions[extension] if options.HasExtension(extension) else None


def sample(descriptor):
    """A message in JSON form with a value in every field."""
    return {field.name: _value(field, option(field, RULES)) for field in descriptor.fields}


def _value(field, rules):
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        return {}
    if field.is_repeated if hasattr(field, "is_repeated") else field.label == field.LABEL_REPEATED:
        return [_single(field, rules.repeated.items if rules else None)]
    return _single(field, rules)


def _single(field, rules):
    known = {"Timestamp": TIME, "Struct": {"title": "Buy milk"}, "StringValue": None}
    if field.message_type is None:
        return _text(rules) if field.cpp_type == field.CPPTYPE_STRING else 1
    if field.message_type.full_name == "google.protobuf.StringValue":
        return _text(rules)
    if field.message_type.file.package == "google.protobuf":
        return known[field.message_type.name]
    return sample(field.message_type)


def _text(rules):
    """By the rule that leaves least choice. What a pattern allows can't be made up: such an event needs an example."""
    texts = {"uuid": "01a1fe22-0885-7420-b6d4-10ae3dd0d370", "email": "ada@example.org", "ip": "192.0.2.1", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1"}
    if rules:
        for name, text in texts.items():
            if name in rules.string.DESCRIPTOR.fields_by_name and getattr(rules.string, name):
                return text
        allowed = getattr(rules.string, "in")
        if allowed:
            return allowed[0]
    return "some text"
