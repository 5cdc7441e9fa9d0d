"""The program under test, run as an operator runs it."""

import json
import urllib.error
import urllib.request

from . import places
from .callbacks import Callbacks
from .ports import accepts, free_port
from .process import Part, run
from .protos import Peer
from .wait import wait_until

TASKS = "hapax.tasks.v1.TaskService/"


class Hapax:
    def __init__(self, log_dir, database_url, name="hapax", port=None, sidecar_port=None, arguments=(), program=None, **env):
        """program: another one that was built on hapax; default: hapax itself."""
        self.port, self.http_port = port or free_port(), free_port()
        self.env = {"APP_PORT": self.port, "HAPAX_HTTP_PORT": self.http_port, "HAPAX_DATABASE_URL": database_url, "HAPAX_LOG_FORMAT": "json",
                    "DAPR_GRPC_PORT": sidecar_port or free_port(), **env}
        self.part = Part(f"{name}-{self.port}", [program or places.HAPAX, "serve", *arguments], log_dir, env=self.env)
        self.peer = Peer(self.port)

    def start(self, wait=True):
        self.part.start()
        if wait:
            wait_until(self.ready, 30, "hapax serve to be ready")
        return self

    def ready(self):
        assert self.part.running(), f"hapax serve ended with {self.part.process.returncode}:\n{self.part.tail()}"
        return accepts(self.port) and self.http("/readyz")[0] == 200

    def http(self, path):
        return http(f"http://127.0.0.1:{self.http_port}{path}")

    def restart(self):
        """kill -9 and up again, at once, on the same ports."""
        self.part.kill()
        return self.start()

    def alive(self):
        return self.part.running()

    @property
    def callbacks(self):
        return Callbacks(self.peer)

    def call(self, method, request=None, user="ada", timeout=20, **metadata):
        """hapax.call("CreateTask", {"title": ...}, idempotency_key="k")"""
        pairs = [("user-id", user)] if user is not None else []
        pairs += [(key.replace("_", "-"), value) for key, value in metadata.items()]
        return self.peer.call(TASKS + method, request, pairs, timeout)

    def grpcurl(self, *words, check=True, headers=None, data=None):
        """What a person at a terminal does."""
        options = [word for key, value in (headers or {}).items() for word in ("-H", f"{key}: {value}")]
        if data is not None:
            options += ["-d", data if isinstance(data, str) else json.dumps(data)]
        return run([places.tool("grpcurl"), "-plaintext", *options, f"127.0.0.1:{self.port}", *words], check=check)

    def close(self):
        self.peer.close()
        self.part.kill()


def http(url, method="GET", body=None, headers=None, timeout=20, with_headers=False):
    """(status, body), and the headers if wanted; an error status is an answer as well."""
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        answer = urllib.request.urlopen(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        got = (answer.status, answer.read(), answer.headers)
    return got if with_headers else got[:2]
