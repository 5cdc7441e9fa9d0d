"""A real daprd with the component files that we ship, only their addresses replaced."""

import json
import os
import shutil

from . import places
from .events import as_bytes
from .hapax import http
from .ports import free_port
from .process import Part
from .wait import wait_until

CLOUD_EVENT = "application/cloudevents+json"


class Sidecar:
    def __init__(self, log_dir, broker, app_port=None, app_id="hapax", env=None, options=(), resources=None):
        """resources: further files, name -> text, beside the broker's."""
        self.app_id = app_id
        token = (env or {}).get("DAPR_API_TOKEN")
        self.headers = {"dapr-api-token": token} if token else {}
        self.grpc_port, self.http_port = free_port(), free_port()
        self.folder = places.temporary_folder("components")
        copy_components(broker, self.folder)
        for name, text in (resources or {}).items():
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        app = ["--app-port", app_port, "--app-protocol", "grpc"] if app_port else []
        self.part = Part(f"daprd-{app_id}-{self.grpc_port}", [
            places.tool("daprd"), "--app-id", app_id, *app, "--dapr-grpc-port", self.grpc_port, "--dapr-http-port", self.http_port,
            "--dapr-internal-grpc-port", free_port(), "--metrics-port", free_port(), "--metrics-listen-address", "127.0.0.1",
            "--dapr-internal-grpc-listen-address", "127.0.0.1", "--dapr-listen-addresses", "127.0.0.1",
            "--resources-path", self.folder, "--log-level", "info", *options], log_dir, env=env)

    def start(self, subscribed=True):
        self.part.start()
        wait_until(lambda: http(f"{self.url}/healthz/outbound")[0] == 204, 30, "daprd to be healthy")
        if subscribed:
            self.wait_subscribed()
        return self

    @property
    def url(self):
        return f"http://127.0.0.1:{self.http_port}/v1.0"

    def metadata(self):
        status, body = http(f"{self.url}/metadata", headers=self.headers)
        assert status == 200, body
        return json.loads(body)

    def subscriptions(self):
        return self.metadata().get("subscriptions") or []

    def wait_subscribed(self):
        """Until the subscriptions are there at the broker too: RabbitMQ throws away what is published before."""
        wait_until(self.subscriptions, 30, "daprd to have asked the app for its subscriptions")
        wait_until(lambda: http(f"{self.url}/healthz")[0] == 204, 30, "daprd to be ready")

    def publish(self, event, topic="task-events", content_type=CLOUD_EVENT, timeout=20, **metadata):
        """Through the HTTP API, as a program in any language does. metadata: partitionKey="..." """
        query = "&".join(f"metadata.{name}={value}" for name, value in metadata.items())
        status, body = http(f"{self.url}/publish/pubsub/{topic}" + (f"?{query}" if query else ""), "POST", as_bytes(event), {"Content-Type": content_type, **self.headers},
                            timeout)
        assert status == 204, f"publishing answered {status}: {body}"

    def publish_bulk(self, events, topic="task-events"):
        entries = [{"entryId": str(number), "event": event, "contentType": CLOUD_EVENT} for number, event in enumerate(events)]
        status, body = http(f"{self.url.replace('v1.0', 'v1.0-alpha1')}/publish/bulk/pubsub/{topic}", "POST", as_bytes(entries), {"Content-Type": "application/json", **self.headers})
        assert status == 204, f"publishing in bulk answered {status}: {body}"

    def invoke(self, path, verb="GET", body=None, headers=None, app="hapax"):
        """(status, decoded JSON). daprd makes 200 of every success of a gRPC app; the app's own status is in a header."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **self.headers, **(headers or {})}
        status, answer, got = http(f"{self.url}/invoke/{app}/method/{path}", verb, data, sent, with_headers=True)
        return int(got.get("dapr-http-status", status)), json.loads(answer) if answer else None

    def close(self):
        self.part.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def shipped(kind, name, replacements):
    """The text of components/KIND/NAME with the addresses in it replaced."""
    text = (places.TREE / "components" / kind / name).read_text(encoding="utf-8")
    for address, real in replacements.items():
        assert address in text, f"components/{kind}/{name} has no {address}"
        text = text.replace(address, real)
    return text


def copy_components(broker, target):
    for name, replacements in (("pubsub.yaml", broker.replacements()), ("resiliency.yaml", {})):
        with open(os.path.join(target, name), "w", encoding="utf-8") as file:
            file.write(shipped(broker.components, name, replacements))
