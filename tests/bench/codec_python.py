"""What a Python service does with the same event: json for the envelope, protobuf's json_format for the data, the contract's rules by hand.

    python codec_python.py      one round; prints nanoseconds per piece of work as one line of JSON
"""

import datetime
import json
import time
import uuid

from google.protobuf import json_format
from harness.protos import message

REPEATS = 2000
EVENT = (b'{"correlationid":"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c10","data":{"created_at":"2026-01-31T17:00:00Z","task_id":4711,"title":"Buy milk and '
         b'bread, and look after the plants","user_id":"user-1234"},"datacontenttype":"application/json","eventversion":"1.0",'
         b'"id":"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11","partitionkey":"user-1234","sequence":"1","source":"/hapax/tasks","specversion":"1.0",'
         b'"subject":"4711","time":"2026-01-31T17:00:00.250Z","topic":"task","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",'
         b'"type":"task.created","userid":"user-1234"}')
TASK = type(message("hapax.tasks.v1.TaskCreated"))


def check(task):
    assert task.task_id > 0 and 1 <= len(task.user_id) <= 128 and 1 <= len(task.title) <= 200 and task.HasField("created_at")
    assert len(task.description.value) <= 10000 and len(task.recurrence.value) <= 500
    assert not task.HasField("priority") or task.priority.value in ("low", "medium", "high")
    assert len(task.tags) <= 50 and all(1 <= len(tag) <= 50 for tag in task.tags)


def take(raw):
    event = json.loads(raw)
    assert event["id"] and event["source"] and event["type"] and event["specversion"] == "1.0"
    uuid.UUID(event["id"])
    datetime.datetime.fromisoformat(event["time"])
    task = json_format.ParseDict(event["data"], TASK(), ignore_unknown_fields=True)
    check(task)
    return event, task


def make(event, task):
    return json.dumps({**event, "data": json_format.MessageToDict(task, preserving_proto_field_name=True)})


def measure(work):
    for _ in range(REPEATS // 10):
        work()
    start = time.perf_counter_ns()
    for _ in range(REPEATS):
        work()
    return (time.perf_counter_ns() - start) // REPEATS


def main():
    event, task = take(EVENT)
    data = json.dumps(event["data"]).encode()
    print(json.dumps({"python": {
        "take": measure(lambda: take(EVENT)),
        "make": measure(lambda: make(event, task)),
        "read": measure(lambda: json_format.Parse(data, TASK(), ignore_unknown_fields=True)),
        "write": measure(lambda: json.dumps(json_format.MessageToDict(task, preserving_proto_field_name=True))),
    }}))


if __name__ == "__main__":
    main()
