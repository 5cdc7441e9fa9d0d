"""Dapr's callbacks, called the way a sidecar would."""

from google.protobuf import struct_pb2

from .events import as_bytes
from .protos import message

SUCCESS, RETRY, DROP = 0, 1, 2
PACKAGE = "dapr.proto.runtime.v1."
ON_TOPIC_EVENT = PACKAGE + "AppCallback/OnTopicEvent"
ON_BULK = PACKAGE + "AppCallback/OnBulkTopicEvent"


def topic_event(event, topic="task-events", path="", **fields):
    """A TopicEventRequest as a sidecar makes it from a CloudEvent (a dict)."""
    known = {"id", "source", "type", "specversion", "datacontenttype", "data", "data_base64"}
    extensions = struct_pb2.Struct()
    extensions.update({key: value for key, value in event.items() if key not in known})
    data = event.get("data", b"")
    values = {"id": event.get("id", ""), "source": event.get("source", ""), "type": event.get("type", ""), "spec_version": event.get("specversion", ""),
              "data_content_type": event.get("datacontenttype", ""), "data": data if isinstance(data, bytes) else as_bytes(data), "topic": topic,
              "pubsub_name": "pubsub", "path": path, **fields}
    request = message(PACKAGE + "TopicEventRequest", **values)
    set_struct(request, "extensions", extensions.SerializeToString())
    return request


def set_struct(request, field, encoded):
    """The same bytes on the wire, whether the .proto declares the field as bytes or as a Struct."""
    if request.DESCRIPTOR.fields_by_name[field].message_type is None:
        setattr(request, field, encoded)
    else:
        getattr(request, field).MergeFromString(encoded)


def raw_topic_event(payload, topic="task-events", path="", content_type="application/octet-stream"):
    """The whole event in `data`, as with rawPayload in single delivery: the outer id is random."""
    import uuid  # pylint: disable=import-outside-toplevel
    return message(PACKAGE + "TopicEventRequest", id=str(uuid.uuid4()), source="hapax", type="com.dapr.event.sent", spec_version="1.0",
                   data_content_type=content_type, data=as_bytes(payload), topic=topic, pubsub_name="pubsub", path=path)


def bulk_request(entries, topic="task-events", path=""):
    return message(PACKAGE + "TopicEventBulkRequest", id="batch", entries=entries, topic=topic, pubsub_name="pubsub",
                   type="com.dapr.event.sent.bulk", path=path)


def raw_entry(number, payload, **metadata):
    return message(PACKAGE + "TopicEventBulkRequestEntry", entry_id=str(number), bytes=as_bytes(payload),
                   content_type="application/octet-stream", metadata=metadata)


def cloud_event_entry(number, event, **metadata):
    """A bulk entry that isn't raw."""
    request = topic_event(event)
    inner = message(PACKAGE + "TopicEventCERequest", id=request.id, source=request.source, type=request.type,
                    spec_version=request.spec_version, data_content_type=request.data_content_type, data=request.data)
    extensions = request.extensions if isinstance(request.extensions, bytes) else request.extensions.SerializeToString()
    set_struct(inner, "extensions", extensions)
    return message(PACKAGE + "TopicEventBulkRequestEntry", entry_id=str(number), cloud_event=inner,
                   content_type="application/cloudevents+json", metadata=metadata)


class Callbacks:
    """The callback side of one hapax."""

    def __init__(self, peer, metadata=()):
        self.peer = peer
        self.metadata = metadata

    def single(self, request, timeout=30):
        """The answer's status."""
        return self.peer.call(ON_TOPIC_EVENT, request, self.metadata, timeout).status

    def event(self, event, **fields):
        return self.single(topic_event(event, **fields))

    def raw(self, payload, **fields):
        return self.single(raw_topic_event(payload, **fields))

    def bulk(self, entries, metadata=(), timeout=60, **fields):
        """entry_id -> status."""
        answer = self.peer.call(ON_BULK, bulk_request(entries, **fields), (*self.metadata, *metadata), timeout)
        return {status.entry_id: status.status for status in answer.statuses}
