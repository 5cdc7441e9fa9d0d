"""CloudEvents as other programs would publish them."""

import json
import uuid

TIME = "2026-03-01T10:00:00Z"


def task_created(task_id=1, user_id="ada", title="Buy milk", **more):
    """Data of a task.created."""
    return {"task_id": task_id, "user_id": user_id, "title": title, "priority": "medium", "tags": ["home"], "created_at": TIME, **more}


def cloud_event(kind="task.created", data=None, **attributes):
    """A complete CloudEvent; attributes given as None are left out."""
    event = {"specversion": "1.0", "id": str(uuid.uuid4()), "source": "/elsewhere/python", "type": kind, "time": TIME,
             "datacontenttype": "application/json", "data": task_created() if data is None else data}
    if "data_base64" in attributes:
        del event["data"]
    event.update(attributes)
    return {name: value for name, value in event.items() if value is not None}


def as_bytes(event):
    return event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode()
