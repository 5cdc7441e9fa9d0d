"""A whole system: database, broker, sidecar, hapax, wired as in production."""

import itertools

from .hapax import Hapax
from .ports import free_port
from .sidecar import Sidecar

_numbers = itertools.count(1)


class System:
    """Every one has an app-id of its own, so that systems on one broker are different consumers."""

    def __init__(self, log_dir, database, broker, delivery="auto", app_id=None, sidecar_options=(), resources=None, **env):
        self.database = database
        self.broker = broker
        self.app_id = app_id or f"hapax{next(_numbers)}"
        tokens = {name: env[name] for name in ("APP_API_TOKEN", "DAPR_API_TOKEN") if name in env}
        port = free_port()
        self.sidecar = Sidecar(log_dir, broker, app_port=port, app_id=self.app_id, env=tokens, options=sidecar_options, resources=resources)
        self.hapax = Hapax(log_dir, database.url, port=port, sidecar_port=self.sidecar.grpc_port, HAPAX_DELIVERY=delivery, **env)

    def start(self):
        self.broker.new_group(self.app_id)
        self.hapax.start()
        self.sidecar.start()
        return self

    def invoke(self, path, verb="GET", body=None, headers=None):
        return self.sidecar.invoke(path, verb, body, headers, app=self.app_id)

    def close(self):
        self.sidecar.close()
        self.hapax.close()
