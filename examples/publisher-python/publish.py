"""Publishes task.created through the Dapr sidecar, from any language that can POST. Sent twice, it still takes effect once."""

import json
import os
import urllib.request

event = {"specversion": "1.0", "id": "order-4711", "source": "/shop", "type": "task.created", "datacontenttype": "application/json",
         "data": {"task_id": 4711, "user_id": "ada", "title": "Pack order 4711", "created_at": "2026-03-01T10:00:00Z"}}
sidecar = f"http://localhost:{os.environ.get('DAPR_HTTP_PORT', '3500')}"
request = urllib.request.Request(f"{sidecar}/v1.0/publish/pubsub/task-events?metadata.partitionKey=ada", json.dumps(event).encode(),
                                 {"content-type": "application/cloudevents+json"})
urllib.request.urlopen(request).close()
