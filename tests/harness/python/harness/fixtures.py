"""pytest fixtures of the real parts. Servers that take long to start (Postgres, Kafka, RabbitMQ) serve the whole run; what a test could leave
behind in them is kept apart by a database, an app-id, a Redis of its own."""

import contextlib
import os
import time

import pytest

from . import places, process
from .brokers import InMemory, Kafka, RabbitMq, Redis
from .hapax import Hapax
from .postgres import Postgres
from .system import System

BROKERS = ("kafka", "redis", "rabbitmq", "local")


@pytest.fixture(scope="session")
def logs():
    """Logs stay there after the run, one folder a run."""
    folder = places.TREE / "build" / "test-logs" / time.strftime("%Y%m%d-%H%M%S")
    os.makedirs(folder, exist_ok=True)
    return str(folder)


@pytest.fixture(scope="session", autouse=True)
def _nothing_stays_behind():
    yield
    process.stop_all()


@pytest.fixture(scope="session")
def postgres(logs):
    server = Postgres(logs).start()
    yield server
    server.close()


@pytest.fixture
def database(postgres):
    return postgres.database()


@pytest.fixture(scope="session")
def _session_brokers(logs):
    started = {}

    def get(kind):
        if kind not in started:
            started[kind] = {"kafka": Kafka, "rabbitmq": RabbitMq}[kind](logs).start()
        return started[kind]

    yield get
    for broker in started.values():
        broker.close()


@pytest.fixture(scope="session")
def kafka(_session_brokers):
    return _session_brokers("kafka")


@pytest.fixture(scope="session")
def rabbitmq(_session_brokers):
    return _session_brokers("rabbitmq")


@pytest.fixture
def redis(logs):
    server = Redis(logs).start()
    yield server
    server.close()


@pytest.fixture(scope="module")
def module_redis(logs):
    server = Redis(logs).start()
    yield server
    server.close()


@pytest.fixture
def broker_named(logs, _session_brokers):
    """broker_named("redis"): for tests that run on several."""
    with contextlib.ExitStack() as stack:
        def get(kind):
            if kind == "local":
                return InMemory()
            if kind == "redis":
                server = Redis(logs).start()
                stack.callback(server.close)
                return server
            return _session_brokers(kind)

        yield get


@pytest.fixture
def start_system(logs, database):
    """start_system(broker, delivery="single", HAPAX_...="..."): on this test's database. All are taken down at the end."""
    with contextlib.ExitStack() as stack:
        def start(broker, run=True, database=database, **options):
            system = System(logs, database, broker, **options)
            stack.callback(system.close)
            return system.start() if run else system

        yield start


@pytest.fixture
def start_hapax(logs, database):
    """start_hapax(): hapax without any sidecar, on this test's database."""
    with contextlib.ExitStack() as stack:
        def start(run=True, wait=True, database_url=None, **options):
            hapax = Hapax(logs, database_url or database.url, **options)
            stack.callback(hapax.close)
            return hapax.start(wait) if run else hapax

        yield start


@pytest.fixture(scope="module")
def module_database(postgres):
    return postgres.database()


@pytest.fixture(scope="module")
def hapax(logs, module_database):
    """One hapax without a sidecar for all tests of a file: they must cope with each other's rows."""
    program = Hapax(logs, module_database.url).start()
    program.database = module_database
    yield program
    assert program.alive(), program.part.tail()
    program.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        report.sections += process.tails(call.start - 5)
