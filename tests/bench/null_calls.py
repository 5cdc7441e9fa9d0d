"""P1: what the gRPC stack alone costs: OnTopicEvent, unpacked and answered at once. hapax's platform/grpc beside grpc-go."""

from harness.ports import accepts, free_port
from harness.process import Part
from harness.wait import wait_until
from measure import PROGRAMS, load
from rounds import Rounds

IN_FLIGHT, DISTINCT = 64, 1000
OURS, TWIN = "platform/grpc", "grpc-go"


def measure(folder, given):
    ports = {OURS: free_port(), TWIN: free_port()}
    servers = {OURS: Part("null-server", [PROGRAMS / "bench_null_server", ports[OURS]], folder),
               TWIN: Part("null-twin", [PROGRAMS / "twin", "-mode", "null", "-listen", f"127.0.0.1:{ports[TWIN]}"], folder)}
    calls = 200000 if given.full else 40000

    def contestant(name):
        return lambda: load(ports[name], "single", calls, servers[name].process.pid, in_flight=IN_FLIGHT, distinct=DISTINCT)

    for server in servers.values():
        server.start()
    try:
        for name, port in ports.items():
            wait_until(lambda port=port: accepts(port), 20, f"{name} to listen")
            load(port, "single", calls // 10, in_flight=IN_FLIGHT, distinct=DISTINCT)  # warm
        return Rounds({name: contestant(name) for name in servers}, reference=TWIN).run(given.rounds, given.keep_all)
    finally:
        for server in servers.values():
            server.kill()


def report(page, rounds):
    page.section("P1: null AppCallback", f"OnTopicEvent with a 560-byte event, unpacked and answered at once, {IN_FLIGHT} in flight.")
    page.rounds(rounds)
    page.table(("", "calls/s", "calls per CPU second of the server"),
               [(name, page.spread(rounds.of(name, "rate")), page.spread(rounds.of(name, "per_cpu_second"))) for name in (OURS, TWIN)])
    page.table(("goal", "wanted", "measured"),
               [("calls/s, of grpc-go's", ">= 1.2", page.ratio(rounds.ratio(OURS, TWIN))),
                ("calls per CPU second, of grpc-go's", ">= 1.5", page.ratio(rounds.ratio(OURS, TWIN, "per_cpu_second")))])
