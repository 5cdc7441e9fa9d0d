"""P1: what the gRPC stack alone costs: OnTopicEvent, unpacked and answered at once. hapax's platform/grpc beside grpc-go. The load comes from
h2load, which takes less of the shared processors than any gRPC client would."""

import os
import re
import struct

from harness import places
from harness.callbacks import ON_TOPIC_EVENT, raw_topic_event
from harness.events import cloud_event
from harness.ports import accepts, free_port
from harness.process import Part, run
from harness.wait import wait_until
from measure import PROGRAMS, Broken, Taken, cpu_seconds
from rounds import Rounds

IN_FLIGHT, ANSWER_BYTES = 64, 5  # an empty message with its gRPC header; an error has no message
OURS, TWIN = "platform/grpc", "grpc-go"


def call(port, body, calls, pid):
    before = cpu_seconds(pid)
    told = run([places.system_program("h2load"), "-n", calls, "-c", 1, "-m", IN_FLIGHT, "-t", 1, "-H", "content-type: application/grpc", "-H", "te: trailers", "-d",
                body, f"http://127.0.0.1:{port}/{ON_TOPIC_EVENT}"], timeout_s=600).stdout
    cpu = cpu_seconds(pid) - before
    if f" {calls} succeeded, 0 failed, 0 errored" not in told or f"({calls * ANSWER_BYTES}) data" not in told:
        raise Broken(f"not every call was answered with an empty message:\n{told[-1500:]}")
    return Taken(calls, calls / float(re.search(r"finished in .*?, ([\d.]+) req/s", told).group(1)), cpu)


def write_body(folder):
    message = raw_topic_event(cloud_event()).SerializeToString()
    path = os.path.join(folder, "call.bin")
    with open(path, "wb") as file:
        file.write(struct.pack(">BI", 0, len(message)) + message)
    return path


def measure(folder, given):
    ports = {OURS: free_port(), TWIN: free_port()}
    servers = {OURS: Part("null-server", [PROGRAMS / "bench_null_server", ports[OURS]], folder),
               TWIN: Part("null-twin", [PROGRAMS / "twin", "-mode", "null", "-listen", f"127.0.0.1:{ports[TWIN]}"], folder)}
    calls = 1000000 if given.full else 200000
    body = write_body(folder)

    def contestant(name):
        return lambda: call(ports[name], body, calls, servers[name].process.pid)

    for server in servers.values():
        server.start()
    try:
        for name, port in ports.items():
            wait_until(lambda port=port: accepts(port), 20, f"{name} to listen")
            call(port, body, calls // 10, servers[name].process.pid)  # warm
        return Rounds({name: contestant(name) for name in servers}, reference=TWIN).run(given.rounds, given.keep_all)
    finally:
        for server in servers.values():
            server.kill()


def report(page, rounds):
    page.section("P1: null AppCallback", f"OnTopicEvent with a whole event, unpacked and answered at once; one connection, {IN_FLIGHT} in flight, load by h2load.")
    page.rounds(rounds)
    page.table(("", "calls/s", "calls per CPU second of the server"),
               [(name, page.spread(rounds.of(name, "rate")), page.spread(rounds.of(name, "per_cpu_second"))) for name in (OURS, TWIN)])
    page.table(("goal", "wanted", "measured"),
               [("calls/s, of grpc-go's", ">= 1.2", page.ratio(rounds.ratio(OURS, TWIN))),
                ("calls per CPU second, of grpc-go's", ">= 1.5", page.ratio(rounds.ratio(OURS, TWIN, "per_cpu_second")))])
