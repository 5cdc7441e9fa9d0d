"""`hapax dev`: one command starts everything, keeps it running, and leaves nothing behind."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

import psycopg
import pytest
from harness import places
from harness.events import as_bytes, cloud_event, task_created
from harness.hapax import TASKS, http
from harness.ports import accepts, free_port
from harness.process import Part
from harness.protos import Peer
from harness.wait import stays, wait_until

VARIABLES = ["PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "APP_PORT", "HAPAX_HTTP_PORT", "DAPR_GRPC_PORT", "DAPR_HTTP_PORT"]


class Dev:
    def __init__(self, logs, data, *flags, sidecar="builtin", env=None, ports=True):
        self.data = pathlib.Path(data)
        chosen = [word for flag in ("app-port", "http-port", "dapr-grpc-port", "dapr-http-port") for word in (f"--{flag}", free_port())] if ports else []
        self.part = Part(f"dev-{free_port()}", [places.HAPAX, "dev", "--data", data, "--sidecar", sidecar, *chosen, *flags], logs, env=env)

    def start(self):
        with contextlib.suppress(FileNotFoundError):  # after a kill -9
            (self.data / "hapax.env").unlink()
        self.part.start()
        wait_until(self._up, 60, "hapax dev to be up")
        self.env = self.variables()
        return self

    def _up(self):
        assert self.part.running(), self.part.tail()
        return (self.data / "hapax.env").exists()

    def variables(self):
        """As a shell reads them."""
        shown = subprocess.run(["sh", "-c", '. "$0"; env -0', str(self.data / "hapax.env")], capture_output=True, env={}, check=True).stdout.decode()
        pairs = dict(line.split("=", 1) for line in shown.split("\0") if "=" in line)
        return {name: pairs[name] for name in VARIABLES}

    def query(self, sql):
        with psycopg.connect(**{"host": self.env["PGHOST"], "port": self.env["PGPORT"], "dbname": self.env["PGDATABASE"], "user": self.env["PGUSER"]}) as connection:
            return connection.execute(sql).fetchall()

    def create(self, title):
        peer = Peer(self.env["APP_PORT"])
        try:
            return peer.call(TASKS + "CreateTask", {"title": title}, [("user-id", "ada")])
        finally:
            peer.close()

    def audited(self):
        return [row[0] for row in self.query("select data->>'title' from audit.audit_log order by occurred_at")]

    def publish(self, title):
        event = cloud_event(data=task_created(title=title))
        status, body = http(f"http://127.0.0.1:{self.env['DAPR_HTTP_PORT']}/v1.0/publish/pubsub/task-events", "POST", as_bytes(event),
                            {"Content-Type": "application/cloudevents+json"})
        assert status == 204, body

    def children(self):
        """name -> pid"""
        lines = (self.data / "run" / "children").read_text().splitlines()
        return {line.split(" ", 2)[2]: int(line.split()[0]) for line in lines}

    def interrupt(self, number=signal.SIGINT):
        return self.part.stop(60, number)

    def close(self):
        if self.part.running():
            with contextlib.suppress(AssertionError):
                self.part.stop(60)
        self.part.kill()


@pytest.fixture
def folder():
    path = places.temporary_folder("dev")
    yield pathlib.Path(path)
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def dev(logs, folder):
    """dev(flags...): started, with its data in this test's folder."""
    with contextlib.ExitStack() as stack:
        def start(*flags, run=True, data=folder / "data", **options):
            one = Dev(logs, data, *flags, **options)
            stack.callback(one.close)
            return one.start() if run else one

        yield start


def process_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def processes_of(data):
    """Processes with the data folder in their command line."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and str(data).encode() in (entry / "cmdline").read_bytes() and process_alive(int(entry.name)):
                found.append(entry.name)
    return found


def nothing_left(one):
    assert not (one.data / "hapax.env").exists()
    wait_until(lambda: not processes_of(one.data), 10, "every process to be gone")
    assert not any(accepts(int(one.env[name])) for name in VARIABLES if name.endswith("_PORT"))
    assert not pathlib.Path(one.env["PGHOST"]).exists()


def test_a_command_ends_in_the_audit_log_ctrl_c_leaves_nothing_and_the_next_start_has_the_data(dev):
    one = dev()
    assert re.findall(r"^export (\w+)=", (one.data / "hapax.env").read_text(), re.M) == VARIABLES
    one.create("Buy milk")
    wait_until(lambda: one.audited() == ["Buy milk"], what="the audit row")
    assert "grpcurl -plaintext" in one.part.log() and one.env["APP_PORT"] in one.part.log()
    assert one.interrupt() == 0
    nothing_left(one)
    one.start()
    assert one.audited() == ["Buy milk"]
    one.create("Buy bread")
    wait_until(lambda: one.audited() == ["Buy milk", "Buy bread"], what="the second audit row")
    assert one.interrupt(signal.SIGTERM) == 0
    nothing_left(one)


def test_env_file_serves_psql(dev):
    one = dev()
    shown = subprocess.run(["sh", "-c", f". '{one.data}/hapax.env'; psql -Atc 'select current_user, current_database()'"], capture_output=True, text=True,
                           check=True).stdout
    assert shown == "hapax|hapax\n"


def test_second_dev_on_the_same_data_is_refused_with_the_pid_of_the_first(dev):
    one = dev()
    second = dev(run=False)
    second.part.start()
    assert second.part.wait(20) == 1
    assert str(one.part.process.pid) in second.part.log() and "--data" in second.part.log()
    assert one.part.running() and one.audited() == []


def test_taken_port_is_named_before_anything_starts(dev, folder):
    import socket  # pylint: disable=import-outside-toplevel
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        one = dev("--http-port", port, run=False, ports=False)
        one.part.command += ["--app-port", "0", "--dapr-grpc-port", "0", "--dapr-http-port", "0"]
        one.part.start()
        assert one.part.wait(20) == 1
        assert str(port) in one.part.log() and "HAPAX_HTTP_PORT" in one.part.log()
        assert not (folder / "data" / "postgres" / "cluster").exists()


def test_port_0_takes_free_ones(dev):
    one = dev("--app-port", "0", "--http-port=0", "--dapr-grpc-port", "0", "--dapr-http-port=0", ports=False)
    ports = [int(one.env[name]) for name in VARIABLES if name.endswith("_PORT")]
    assert len(set(ports)) == 4 and all(accepts(port) for port in ports)


@pytest.mark.parametrize("flags, said", [
    (("--sidecar", "kafka"), "builtin"), (("--dapr-grpc-port", "70000"), "65535"), (("--app-port", "http"), "65535"), (("--no-such-flag",), "--no-such-flag"),
    (("surplus",), "surplus"), (("--services", "tasks,tusks"), "tusks")])
def test_bad_flags_are_usage_errors_that_say_what_is_allowed(dev, flags, said):
    one = dev(*flags, run=False)
    one.part.start()
    assert one.part.wait(60) in ((1, 2) if "--services" in flags else (2,))
    assert said in one.part.log()
    assert not processes_of(one.data)


def test_what_dies_is_started_again(dev):
    one = dev()
    for name in ("hapax serve", "hapax sidecar", "Postgres"):
        before = one.children()[name]
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: one.children().get(name, before) != before, 20, f"another {name}")
        assert name in one.part.log()
        title = f"after {name}"
        wait_until(lambda: one.create(title), 30, "a command to succeed again")
        wait_until(lambda: title in one.audited(), 30, "its event in the audit log")
    assert one.interrupt() == 0
    nothing_left(one)


def test_kill_9_ends_everything_and_the_next_start_delivers_what_was_published(dev):
    one = dev()
    one.create("before")
    wait_until(lambda: one.audited() == ["before"], what="the audit row")
    os.kill(one.children()["hapax serve"], signal.SIGSTOP)
    one.publish("while nobody listened")
    children = one.children()
    one.part.kill()
    os.kill(children["hapax serve"], signal.SIGCONT)
    wait_until(lambda: not any(process_alive(pid) for pid in children.values()), 20, "the children to end")
    one.start()
    wait_until(lambda: one.audited().count("while nobody listened") == 1, what="the event from before")


def test_start_right_after_kill_9_waits_for_the_old_children(dev):
    one = dev()
    for _ in range(3):
        one.part.kill()
        one.start()
    one.create("still there")
    wait_until(lambda: one.audited() == ["still there"], what="the audit row")


def test_postgres_that_lost_its_parent_is_replaced(dev, logs):
    one = dev()
    postgres = one.children()["Postgres"]
    record = one.data / "run" / "children"
    record.write_text("".join(line for line in record.read_text().splitlines(keepends=True) if "Postgres" not in line))
    os.kill(postgres, signal.SIGSTOP)
    one.part.kill()
    again = Part("resume", ["sh", "-c", f"sleep 2; kill -CONT {postgres}"], logs).start()
    one.start()
    again.wait()
    assert one.children()["Postgres"] != postgres and not process_alive(postgres)


def test_gives_up_on_a_child_that_cannot_live_and_stops_the_others(dev):
    one = dev()
    assert one.interrupt() == 0
    configuration = pathlib.Path(one.env["PGHOST"]).parent / "cluster" / "postgresql.conf"
    if not configuration.exists():
        configuration = next(one.data.glob("postgres/cluster/postgresql.conf"))
    with open(configuration, "a", encoding="utf-8") as file:
        file.write("\nno_such_setting = 1\n")
    one.part.start()
    assert one.part.wait(60) == 1
    assert "no_such_setting" in one.part.log(), "the log's end is shown"
    assert not processes_of(one.data)


def test_under_dapr_run_it_starts_no_sidecar_and_takes_the_ports_it_is_given(dev):
    app_port, grpc_port, http_port = free_port(), free_port(), free_port()
    one = dev(ports=False, env={"DAPR_GRPC_PORT": grpc_port, "DAPR_HTTP_PORT": http_port, "APP_PORT": app_port, "HAPAX_HTTP_PORT": free_port()})
    assert (one.env["APP_PORT"], one.env["DAPR_GRPC_PORT"], one.env["DAPR_HTTP_PORT"]) == (str(app_port), str(grpc_port), str(http_port))
    assert set(one.children()) == {"Postgres", "hapax serve"}
    assert one.create("queued").task_id == 1


def test_a_shell_that_has_read_hapax_env_still_gets_a_sidecar(dev):
    one = dev()
    assert one.interrupt() == 0
    again = dev(ports=False, env=one.env)
    assert "hapax sidecar" in again.children()


def test_long_and_odd_data_folder(dev, folder):
    data = folder / ("it's a very long name, with spaces and 'quotes' " * 2) / "data"
    data.parent.mkdir(mode=0o755)
    one = dev(data=data)
    one.create("far away")
    wait_until(lambda: one.audited() == ["far away"], what="the audit row")
    assert one.interrupt() == 0
    nothing_left(one)


@pytest.mark.skipif(os.geteuid() != 0, reason="about running as root")
def test_as_root_with_data_that_postgres_cannot_reach_the_cluster_is_in_var_lib_hapax(dev):
    closed = pathlib.Path(tempfile.mkdtemp(prefix="hapax-closed-", dir="/tmp"))
    try:
        one = dev(data=closed / "data")
        place = pathlib.Path(os.path.realpath(one.data / "postgres"))
        assert place.parent == pathlib.Path("/var/lib/hapax") and str(place) in one.part.log()
        one.create("hidden")
        wait_until(lambda: one.audited() == ["hidden"], what="the audit row")
        assert one.interrupt() == 0
        one.start()
        assert one.audited() == ["hidden"] and os.path.realpath(one.data / "postgres") == str(place)
        assert one.interrupt() == 0
        shutil.rmtree(place)
    finally:
        shutil.rmtree(closed)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user to run as")
def test_as_an_ordinary_user_everything_runs_as_that_user(dev, folder, logs):
    shutil.chown(folder, "postgres", "postgres")
    one = dev(run=False)
    one.part.user = "postgres"
    copy = folder / "hapax"
    shutil.copy(places.HAPAX, copy)
    copy.chmod(0o755)
    one.part.command[0] = str(copy)
    one.start()
    owner = {os.stat(f"/proc/{pid}").st_uid for pid in one.children().values()}
    assert owner == {os.stat(folder).st_uid}
    peer = one.create("mine")
    assert peer.task_id == 1
    assert one.interrupt() == 0


def test_daprd_with_its_redis_keeps_events_over_kill_9(dev):
    one = dev(sidecar="daprd", env={"PATH": f"{places.CACHE}/bin:{os.environ['PATH']}"})
    assert {"daprd", "Redis", "Postgres", "hapax serve"} == set(one.children())
    one.create("by daprd")
    wait_until(lambda: one.audited() == ["by daprd"], 30, "the audit row")
    os.kill(one.children()["hapax serve"], signal.SIGSTOP)
    one.publish("kept")
    serve = one.children()["hapax serve"]
    one.part.kill()
    os.kill(serve, signal.SIGCONT)
    one.start()
    wait_until(lambda: one.audited().count("kept") == 1, 60, "the event from before")
    stays(lambda: one.audited().count("kept") == 1, 1)
    assert one.interrupt() == 0
    nothing_left(one)


def test_metadata_shows_the_live_subscriptions(dev):
    one = dev()
    url = f"http://127.0.0.1:{one.env['DAPR_HTTP_PORT']}/v1.0/metadata"
    wait_until(lambda: "task-events" in [one["topic"] for one in json.loads(http(url)[1])["subscriptions"]], what="the subscription")
