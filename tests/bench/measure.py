"""One measurement: the load generator against a server, with the server's CPU time; and the machine it was taken on."""

import dataclasses
import json
import os
import platform
import re
import subprocess
import time

from harness import places
from harness.postgres import program
from harness.process import run

PROGRAMS = places.HAPAX.parent / "tests" / "bench"
_TICKS = os.sysconf("SC_CLK_TCK")


class Broken(Exception):
    """The measurement isn't worth anything: calls failed, or rows are missing."""


@dataclasses.dataclass
class Taken:
    """events in seconds; cpu_seconds of the server alone, None where it wasn't measured."""

    events: int
    seconds: float
    cpu_seconds: float | None = None
    p50_us: int | None = None
    p99_us: int | None = None

    @property
    def rate(self):
        return self.events / self.seconds

    @property
    def per_cpu_second(self):
        return self.events / self.cpu_seconds if self.cpu_seconds else None

    @property
    def cpu_us(self):
        return self.cpu_seconds * 1e6 / self.events if self.cpu_seconds is not None else None


def together(parts):
    """Several measurements of one thing as one."""
    cpu = None if any(part.cpu_seconds is None for part in parts) else sum(part.cpu_seconds for part in parts)
    return Taken(sum(part.events for part in parts), sum(part.seconds for part in parts), cpu)


def cpu_seconds(pid):
    """User and system time of a process with all its threads."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def load(port, kind, calls, pid=None, **flags):
    """Runs bench_load; what it prints, with the CPU time that process pid took meanwhile."""
    words = [word for name, value in flags.items() for word in (f"--{name.replace('_', '-')}", value)]
    before = cpu_seconds(pid) if pid else 0
    done = run([PROGRAMS / "bench_load", "--target", f"127.0.0.1:{port}", "--kind", kind, "--calls", calls, *words], timeout_s=900, check=False)
    cpu = cpu_seconds(pid) - before if pid else None
    if done.returncode != 0:
        raise Broken(done.stderr.strip() or f"bench_load ended with {done.returncode}")
    told = json.loads(done.stdout)
    if told["accepted"] != told["events"]:
        raise Broken(f"{told['accepted']} of {told['events']} events were accepted")
    return Taken(told["events"], told["seconds"], cpu, told["p50_us"], told["p99_us"])


def machine():
    """What the figures depend on, as (name, value)."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    with open("/proc/meminfo", encoding="ascii") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1))
    commit = subprocess.run(["git", "-C", places.TREE, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return [("date", time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())),
            ("source", commit.stdout.strip() or "unknown"),
            ("processors", f"{os.cpu_count()} x {model.group(1) if model else platform.machine()}, shared by load, server and database"),
            ("memory", f"{memory / 2 ** 20:.0f} GiB"),
            ("kernel", platform.release()),
            ("Postgres", run([program("postgres"), "--version"]).stdout.strip()),
            ("load average at the start", "{:.2f}".format(os.getloadavg()[0]))]


def fsync_us(folder, user):
    """Microseconds of one 8 kB write with fdatasync, which is what a commit waits for, by pg_test_fsync."""
    told = run([program("pg_test_fsync"), "-s", "1", "-f", os.path.join(folder, "fsync.tmp")], user=user, cwd=folder, timeout_s=120).stdout
    found = re.search(r"^\s*fdatasync\s+[\d.]+ ops/sec\s+(\d+) usecs/op", told, re.MULTILINE)
    return int(found.group(1)) if found else None
