"""`dapr run -f .` with the repository's dapr.yaml: only ports and the broker's address are replaced."""

import os
import re
import shutil
import signal

import psycopg
import pytest

from harness import places
from harness.hapax import TASKS
from harness.ports import free_port
from harness.process import Part
from harness.protos import Peer
from harness.sidecar import copy_components
from harness.wait import wait_until


def shell_variables(path):
    with open(path, encoding="utf-8") as file:
        return dict(re.findall(r"^(?:export )?(\w+)='?([^'\n]*)'?$", file.read(), re.M))


@pytest.fixture(name="project")
def _project(redis):
    """A copy of what dapr run reads, and a home folder in which the CLI finds daprd without `dapr init`."""
    folder = places.temporary_folder("dapr-run")
    os.makedirs(f"{folder}/components/redis")
    os.makedirs(f"{folder}/home/.dapr/bin")
    with open(f"{folder}/home/.dapr/config.yaml", "w", encoding="utf-8") as file:  # as `dapr init` leaves it there, without its Zipkin
        file.write("apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata: {name: daprConfig}\nspec: {}\n")
    os.symlink(places.tool("daprd"), f"{folder}/home/.dapr/bin/daprd")
    copy_components(redis, f"{folder}/components/redis")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_dapr_run_starts_hapax_and_a_task_reaches_the_audit_log(logs, project):
    port, http_port, data = free_port(), free_port(), f"{project}/data"
    text = (places.TREE / "dapr.yaml").read_text(encoding="utf-8")
    assert "appPort: 50051" in text and '["./build/hapax", "dev"]' in text
    text = text.replace("appPort: 50051", f"appPort: {port}\n    daprGRPCPort: {free_port()}\n    daprHTTPPort: {free_port()}\n    metricsPort: {free_port()}")
    text = text.replace('["./build/hapax", "dev"]', f'["{places.HAPAX}", "dev", "--data", "{data}"]\n    env: {{HAPAX_HTTP_PORT: "{http_port}"}}')
    with open(f"{project}/dapr.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    cli = Part("dapr-run", [places.tool("dapr"), "run", "-f", "."], logs, env={"HOME": f"{project}/home"}, cwd=project).start()
    try:
        env_file = wait_until(lambda: find_env(data), 60, "hapax dev to write its addresses")
        variables = shell_variables(env_file)
        assert int(variables["APP_PORT"]) == port
        peer = Peer(port)
        task = wait_until(lambda: peer.call(TASKS + "CreateTask", {"title": "By dapr run"}, [("user-id", "ada")]), 60, "a command")
        connect = {"host": variables["PGHOST"], "port": variables["PGPORT"], "dbname": variables["PGDATABASE"], "user": variables["PGUSER"]}

        def audited():
            with psycopg.connect(**connect) as connection:
                return connection.execute("select count(*) from audit.audit_log where subject = %s", (str(task.task_id),)).fetchone()[0]
        wait_until(audited, 30, "the audit row")
        assert audited() == 1
    finally:
        cli.stop(timeout_s=40, number=signal.SIGINT)
    wait_until(lambda: not running_below(project), 20, "everything that dapr run started to end")


def find_env(data):
    """Started by root, hapax dev may have moved its data where its unprivileged user can read it."""
    for path in (f"{data}/hapax.env", "/var/lib/hapax/hapax.env"):
        if os.path.exists(path):
            return path
    return None


def running_below(folder):
    """Processes whose command line names this test's folder."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                if folder.encode() in file.read():
                    found.append(pid)
        except OSError:
            pass
    return found
