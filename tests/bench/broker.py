"""P4 and the main job: events published through one real daprd into Kafka, and from there through another into hapax. Every event must be in the
audit log once, and the consumer group's lag back at 0. The app's CPU time beside that of the consuming daprd."""

import dataclasses
import os
import re
import time

from events import SETTINGS
from harness.brokers import Kafka
from harness.postgres import Postgres
from harness.process import run
from harness.sidecar import Sidecar
from harness.system import System
from harness.wait import wait_until
from measure import Broken, Taken, cpu_seconds, load
from rounds import Spread

EVENTS_A_CALL, IN_FLIGHT, PATIENCE_S = 500, 2, 300


@dataclasses.dataclass
class Run:
    published: Taken  # CPU: of the publishing daprd
    app: Taken  # from the first publish to the last row
    sidecar: Taken  # the same with the consuming daprd's CPU
    lag: int


class Pipe:
    def __init__(self, folder):
        self.postgres = Postgres(folder, **SETTINGS).start()
        self.database = self.postgres.database()
        self.kafka = Kafka(folder).start()
        self.publisher = Sidecar(folder, self.kafka, app_id="publisher").start(subscribed=False)
        self.system = System(folder, self.database, self.kafka, delivery="bulk").start()
        self.done = 0
        self.seed = os.getpid() << 20

    def rows(self):
        return self.database.value("select count(*) from audit.audit_log")

    def run(self, events):
        app, sidecar = self.system.hapax.part.process.pid, self.system.sidecar.part.process.pid
        before = cpu_seconds(app), cpu_seconds(sidecar)
        self.seed += 1
        began = time.monotonic()
        published = load(self.publisher.grpc_port, "publish", events // EVENTS_A_CALL, self.publisher.part.process.pid, events=EVENTS_A_CALL,
                         in_flight=IN_FLIGHT, seed=self.seed)
        wait_until(lambda: self.rows() >= self.done + events, PATIENCE_S, f"{events} more rows in the audit log", interval_s=0.1)
        took = time.monotonic() - began
        cpu = cpu_seconds(app) - before[0], cpu_seconds(sidecar) - before[1]
        self.done += events
        return Run(published, Taken(events, took, cpu[0]), Taken(events, took, cpu[1]), self.wait_lag())

    def lag(self):
        """By Kafka's own tool."""
        told = run([*self.kafka._java[:1], "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", self.kafka.classpath,  # pylint: disable=protected-access
                    "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand", "--bootstrap-server", f"127.0.0.1:{self.kafka.port}", "--describe",
                    "--group", self.system.app_id]).stdout
        lags = re.findall(rf"^{self.system.app_id}\s+\S+\s+\d+\s+\S+\s+\d+\s+(\d+)\s", told, re.MULTILINE)
        if not lags:
            raise Broken(f"no lag in what the consumer group's description says:\n{told}")
        return sum(map(int, lags))

    def wait_lag(self):
        for _ in range(10):
            lag = self.lag()
            if lag == 0:
                return 0
            time.sleep(1)
        raise Broken(f"the consumer group's lag stays at {lag}")

    def check(self):
        """Every event once, none dead."""
        row = self.database.query("select count(*) as rows, count(distinct event_id) as ids from audit.audit_log")[0]
        if (row["rows"], row["ids"]) != (self.done, self.done) or self.database.dead_letters():
            raise Broken(f"{self.done} events made {row['rows']} rows of {row['ids']} ids, {len(self.database.dead_letters())} dead letters")

    def close(self):
        self.system.close()
        self.publisher.close()
        self.kafka.close()
        self.postgres.close()


def measure(folder, given):
    runs, pipe = [], Pipe(folder)
    try:
        pipe.run(2000)  # warm
        for number in range(1, (10 if given.full else 1) + 1):
            runs.append(pipe.run(100000 if given.full else 20000))
            print(f"  run {number}: {runs[-1].app.events} events in {runs[-1].app.seconds:.1f} s, app {runs[-1].app.cpu_us:.1f} us an event, "
                  f"consuming daprd {runs[-1].sidecar.cpu_us:.1f} us, lag {runs[-1].lag}")
        pipe.check()
        return runs
    finally:
        pipe.close()


def report(page, runs):
    app, sidecar = (Spread([getattr(one, name).cpu_us for one in runs]) for name in ("app", "sidecar"))
    page.section("P4: through daprd and Kafka", f"{len(runs)} x {runs[0].app.events} events of two types, {EVENTS_A_CALL} a BulkPublishEvent, {IN_FLIGHT} calls "
                 "in flight, into a daprd of the publisher's own; Kafka with 3 partitions a topic; a second daprd delivers them to hapax, in bulk and "
                 "raw. Every event was in the audit log exactly once (counted), and after each run Kafka's ConsumerGroupCommand said the lag was "
                 + " ".join(str(one.lag) for one in runs) + ".")
    page.table(("", "median (range)"),
               [("first publish to last durable row, events/s", page.spread(Spread([one.app.rate for one in runs]))),
                ("publishing alone, events/s", page.spread(Spread([one.published.rate for one in runs]))),
                ("CPU of hapax, us an event", page.micro(app)),
                ("CPU of the consuming daprd, us an event", page.micro(sidecar)),
                ("CPU of the publishing daprd, us an event", page.micro(Spread([one.published.cpu_us for one in runs])))])
    page.table(("goal", "wanted", "measured"),
               [("app CPU per durable event, us", "<= 15", page.micro(app)),
                ("of the consuming daprd's", "<= 0.5", page.ratio(Spread([one.app.cpu_us / one.sidecar.cpu_us for one in runs])))])
