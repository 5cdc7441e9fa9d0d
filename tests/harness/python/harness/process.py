"""One child process: its log goes to a file, it dies with the test run, it is stopped by its own pid."""

import ctypes
import os
import signal
import subprocess
import time

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)
_parts = []


class Part:
    """A started program. restart() runs it again with the same command and environment."""

    def __init__(self, name, command, log_dir, env=None, user=None, cwd=None):
        self.name = name
        self.command = [str(word) for word in command]
        self.log_path = os.path.join(log_dir, f"{name}.log")
        self.env = {**_clean_environment(), **{key: str(value) for key, value in (env or {}).items()}}
        self.user = user
        self.cwd = cwd
        self.process = None
        _parts.append(self)

    def start(self):
        assert not self.running(), f"{self.name} runs already"
        identity = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.env, cwd=self.cwd,
                                            preexec_fn=lambda: _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL), **identity)
        return self

    def running(self):
        return self.process is not None and self.process.poll() is None

    def send_signal(self, number):
        if self.running():
            os.kill(self.process.pid, number)

    def wait(self, timeout_s=20):
        return self.process.wait(timeout=timeout_s)

    def stop(self, timeout_s=20, number=signal.SIGTERM):
        """Returns the exit code; a part that doesn't stop in time is killed and reported."""
        if self.process is None:
            return None
        self.send_signal(number)
        try:
            return self.process.wait(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not stop within {timeout_s} s of signal {number}\n{self.tail()}") from None

    def kill(self):
        """kill -9."""
        if self.process is not None and self.running():
            self.send_signal(signal.SIGCONT)
            self.send_signal(signal.SIGKILL)
            self.process.wait(timeout=20)

    def log(self):
        try:
            with open(self.log_path, encoding="utf-8", errors="replace") as log:
                return log.read()
        except FileNotFoundError:
            return ""

    def tail(self, lines=40):
        return "\n".join(self.log().splitlines()[-lines:])


def _clean_environment():
    """The tests' own environment must not leak into the parts: no PG*, HAPAX_*, DAPR_*, APP_* of whoever runs them."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PG", "HAPAX_", "DAPR_", "APP_", "OTEL_"))}


def run(command, timeout_s=60, env=None, user=None, cwd=None, check=True, stdin=None):
    """A short-lived helper; its output is in the error when it fails."""
    identity = {"user": user, "group": user, "extra_groups": []} if user else {}
    done = subprocess.run([str(word) for word in command], input=stdin, capture_output=True, text=True, timeout=timeout_s,
                          env={**_clean_environment(), **(env or {})}, cwd=cwd, check=False, **identity)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def tails(since, lines=30):
    """The ends of the logs that were written to after `since` (time.time()), for the report of a failed test;
    small talk of daprd and Kafka left out."""
    told = []
    for part in _parts:
        if os.path.exists(part.log_path) and os.path.getmtime(part.log_path) >= since:
            talk = [line for line in part.log().splitlines() if " INFO " not in line and "level=info" not in line]
            told.append((f"{part.name} ({part.log_path})", "\n".join(talk[-lines:])))
    return told


def stop_all():
    for part in reversed(_parts):
        part.kill()


def now():
    return time.time()
