"""P2: the full event: OnBulkTopicEvent with 500 raw CloudEvents a call, two calls in flight; each event decoded, validated, its id recorded, its
row in the audit log, durable before the answer. hapax beside its Go twins, and beside pgbench running the same two statements."""

import os
import re

from harness import places
from harness.hapax import Hapax
from harness.ports import accepts, free_port
from harness.postgres import Postgres, program
from harness.process import Part, run
from harness.wait import wait_until
from measure import PROGRAMS, Broken, Taken, load
from rounds import Rounds

EVENTS, IN_FLIGHT, CONNECTIONS = 500, 2, 32
OURS, BATCH, EACH, LIMIT = "hapax", "Go twin, batched", "Go twin, an event a transaction", "pgbench, the same statements"
# The same for all. What the tests relax for speed is as it has to be in production.
SETTINGS = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "1GB", "max_wal_size": "8GB",
            "checkpoint_timeout": "30min"}
COLUMNS = {  # of a batch, in the order of the statements' parameters: what a row is made of, and its array's type
    "take_ids": (("id", "uuid"), ("'d'", "text"), ("digest", "bigint"), ("null", "timestamptz"), ("now()", "timestamptz")),
    "record": (("id", "uuid"), ("'task.created'", "text"), ("'1.0'", "text"), ("now()", "timestamptz"), ("usr", "text"), ("correlation::text", "text"),
               ("null", "text"), ("trace", "text"), ("'/bench/load'", "text"), ("i::text", "text"), ("null", "bigint"), ("data", "jsonb"))}


# What an event must leave behind, whoever stores it.
ROWS_SQL = """select md5(string_agg(t::text, '' order by event_id)) from (select event_id, event_type, event_version, occurred_at, user_id,
              correlation_id, causation_id, traceparent, source, subject, sequence, data from audit.audit_log) t"""


class Contestant:
    """Has a database of its own, with hapax's tables in it, emptied before each measurement."""

    def __init__(self, folder, postgres):
        self.folder = folder
        self.database = postgres.database()
        self.hapax = Hapax(folder, self.database.url, arguments=("--services", "audit")).start()  # makes the tables
        self.seed = os.getpid() << 20

    def measure(self, events):
        self.database.query("truncate audit.audit_log, audit.dead_letters, audit.processed_events cascade")
        self.prepare(events)
        self.database.query("checkpoint")
        self.seed += 1
        taken = self.go(events)
        self.count(events)
        return taken

    def count(self, events):
        """The rows that must be there, and no others."""
        for table in ("audit_log", "processed_events"):
            row = self.database.query(f"select count(*) as rows, count(distinct event_id) as ids from audit.{table}")[0]
            if (row["rows"], row["ids"]) != (events, events):
                raise Broken(f"{events} events made {row['rows']} rows of {row['ids']} ids in audit.{table}")

    def prepare(self, events):
        pass

    def close(self):
        pass


class Server(Contestant):
    """Something that serves OnBulkTopicEvent; self.part runs it, on self.port."""

    def go(self, events):
        return load(self.port, "bulk", events // EVENTS, self.part.process.pid, events=EVENTS, in_flight=IN_FLIGHT, seed=self.seed)

    def close(self):
        self.part.kill()


class Ours(Server):
    def __init__(self, folder, postgres):
        super().__init__(folder, postgres)
        self.part, self.port = self.hapax.part, self.hapax.port


class Twin(Server):
    def __init__(self, folder, postgres, mode):
        super().__init__(folder, postgres)
        self.hapax.close()
        self.port = free_port()
        self.part = Part(f"twin-{mode}", [PROGRAMS / "twin", "-mode", mode, "-listen", f"127.0.0.1:{self.port}", "-database", self.database.url,
                                          "-connections", CONNECTIONS], folder).start()
        wait_until(lambda: accepts(self.port), 20, f"the twin ({mode}) to listen")


class Pgbench(Contestant):
    """The two statements in one transaction, with arrays of 500. The arrays lie ready in a table; fetching them isn't counted: the statements'
    own latencies are, which is a little in pgbench's favour, since fetches and statements share the processors."""

    CLIENTS = IN_FLIGHT

    def __init__(self, folder, postgres):
        super().__init__(folder, postgres)
        self.hapax.close()
        self.script = os.path.join(folder, "limit.sql")
        statements = {"take_ids": "src/receive/sql/take_ids.sql", "record": "src/services/audit/sql/record.sql"}
        texts = {name: (places.TREE / path).read_text(encoding="utf-8").replace("{schema}", "audit").strip() for name, path in statements.items()}
        for name, text in texts.items():
            texts[name] = re.sub(r"\$(\d+)", lambda found, name=name: f":{name}{found.group(1)}", text).replace("\n", " ")
        with open(self.script, "w", encoding="utf-8") as file:
            file.write("\\set i :i + 1\n\\set n :client_id * :each + :i\nselect * from batches where n = :n \\gset\n"
                       f"begin;\n{texts['take_ids']};\n{texts['record']};\ncommit;\n")

    def prepare(self, events):
        arrays = [f"array_agg(({what})::{kind} order by {'id' if name == 'take_ids' else 'i'})::text as {name}{number}"
                  for name, columns in COLUMNS.items() for number, (what, kind) in enumerate(columns, 1)]
        self.database.query("drop table if exists batches")
        self.database.query(f"""create table batches as select n, {', '.join(arrays)} from (
            select n, i, gen_random_uuid() as id, gen_random_uuid() as correlation, 'user-' || lpad((random() * 9999)::int::text, 6, '0') as usr,
                   (random() * 9e18)::bigint - 4500000000000000000 as digest,
                   '00-' || md5(random()::text) || '-' || left(md5(random()::text), 16) || '-01' as trace,
                   case when n % 2 = 0 then jsonb_build_object('task_id', i, 'user_id', 'user-000123', 'title', 'Buy milk and bread for Sunday',
                     'created_at', now(), 'priority', 'medium', 'tags', array['home', 'errands'])
                   else jsonb_build_object('user_id', 'user-000123', 'login_method', 'google', 'ip_address', '203.0.113.77',
                     'user_agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0') end as data
            from generate_series(1, {events // EVENTS}) n cross join generate_series(1, {EVENTS}) i) made group by n""")
        self.database.query("create unique index on batches (n)")
        self.database.query("analyze batches")
        self.database.query("select count(*) from batches")

    def go(self, events):
        each = events // EVENTS // self.CLIENTS
        server = self.database.server
        told = run([program("pgbench"), "-n", "-r", "-M", "prepared", "-h", "127.0.0.1", "-p", server.port, "-U", "hapax", "-c", self.CLIENTS, "-j",
                    self.CLIENTS, "-t", each, "-D", "i=0", "-D", f"each={each}", "-f", self.script, self.database.name], timeout_s=900).stdout
        latencies = [(float(found.group(1)), found.group(2)) for found in re.finditer(r"^\s+(\d+\.\d+)\s+\d+\s+(\S.*)$", told, re.MULTILINE)]
        counted = sum(ms for ms, text in latencies if text.startswith(("begin", "insert", "commit")))
        if not counted or len(latencies) != 7:
            raise Broken(f"pgbench told:\n{told}")
        return Taken(events, counted / 1000 * each)


def compare_rows(contestants):
    """They had the same events so far: their audit logs are equal."""
    sums = {name: contestant.database.value(ROWS_SQL) for name, contestant in contestants.items()}
    if len(set(sums.values())) != 1:
        raise Broken(f"the same events made different rows: {sums}")


def measure(folder, given):
    postgres = Postgres(folder, **SETTINGS).start()
    contestants = {}
    events = {name: 200000 if given.full else 40000 for name in (OURS, BATCH, LIMIT)} | {EACH: 20000 if given.full else 4000}
    try:
        contestants[OURS] = Ours(folder, postgres)
        contestants[BATCH] = Twin(folder, postgres, "batch")
        contestants[EACH] = Twin(folder, postgres, "each")
        contestants[LIMIT] = Pgbench(folder, postgres)
        for contestant in contestants.values():
            contestant.measure(EVENTS * IN_FLIGHT * 4)  # warm
        compare_rows({name: contestants[name] for name in (OURS, BATCH, EACH)})
        return Rounds({name: lambda name=name: contestants[name].measure(events[name]) for name in contestants}, reference=LIMIT) \
            .run(given.rounds, given.keep_all)
    finally:
        for contestant in contestants.values():
            contestant.close()
        postgres.close()


def report(page, rounds):
    page.section("P2: full event, bulk", f"OnBulkTopicEvent with {EVENTS} raw CloudEvents a call, {IN_FLIGHT} calls in flight: decoded, validated, id "
                 "recorded, row in the audit log, durable (fsync on) before the answer. Tables empty before each measurement, rows counted after it; "
                 "that hapax and its twins write the same rows was compared. pgbench: the same statements and array sizes with parameters as text, fetching them not counted.")
    page.rounds(rounds)
    page.table(("", "events/s", "events per CPU second of the app"),
               [(name, page.spread(rounds.of(name, "rate")), page.spread(rounds.of(name, "per_cpu_second")) if name != LIMIT else "")
                for name in (OURS, BATCH, EACH, LIMIT)])
    page.table(("goal", "wanted", "measured"),
               [("events/s, of pgbench's", ">= 0.9", page.ratio(rounds.ratio(OURS, LIMIT))),
                ("events/s, of the batched twin's", ">= 1.2", page.ratio(rounds.ratio(OURS, BATCH))),
                ("events per app CPU second, of the batched twin's", ">= 2", page.ratio(rounds.ratio(OURS, BATCH, "per_cpu_second"))),
                ("events/s, of the per-event twin's", ">= 10", page.ratio(rounds.ratio(OURS, EACH)))])
