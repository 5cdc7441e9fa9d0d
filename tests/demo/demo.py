"""The product in a minute: commands, many of them sent twice, while hapax is killed again and again; then what was acknowledged is held
against what is in the database. The exit code says whether nothing was lost and nothing doubled."""

import argparse
import asyncio
import shutil
import sys
import time

import count
import plan
from clients import Clients
from harness import places, process
from harness.hapax import Hapax
from harness.ports import accepts, free_port
from harness.postgres import Postgres
from harness.process import Part
from harness.wait import wait_until

SHOWN = 10  # of the faults of a kind
QUIET_S, PATIENCE_S = 3, 60


def options():
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__)
    parser.add_argument("--commands", type=int, default=10000)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--twice", type=int, default=30, metavar="PERCENT", help="of the commands that are sent twice, at once")
    parser.add_argument("--kills", type=int, default=3, help="times that hapax serve gets kill -9 on the way")
    parser.add_argument("--in-flight", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class World:
    """A private Postgres, a sidecar that keeps its events on disk, and hapax."""

    def __init__(self, folder):
        self.postgres = Postgres(folder, fsync="on").start()
        self.database = self.postgres.database()
        port, sidecar_port = free_port(), free_port()
        self.sidecar = Part("sidecar", [places.HAPAX, "sidecar", "--data", f"{folder}/sidecar", "--app-port", port, "--grpc-port", sidecar_port,
                                        "--http-port", free_port()], folder).start()
        wait_until(lambda: accepts(sidecar_port), 20, "hapax sidecar to listen")
        self.hapax = Hapax(folder, self.database.url, port=port, sidecar_port=sidecar_port).start()
        self.kills = 0

    def close(self):
        self.hapax.close()
        self.sidecar.kill()
        self.postgres.close()


async def kill_on_the_way(world, clients, commands, kills):
    """Evenly spread over the commands; hapax starts again at once, the clients find out by themselves."""
    for number in range(1, kills + 1):
        while len(clients.acknowledged) < commands * number // (kills + 1):
            await asyncio.sleep(0.01)
        under_way = len(clients.acknowledged)
        world.hapax.part.kill()
        world.hapax.part.start()
        world.kills += 1
        print(f"  kill -9 number {number}, with {under_way} commands acknowledged")


async def send(world, given):
    clients = Clients(world.hapax.port, given.in_flight)
    killer = asyncio.create_task(kill_on_the_way(world, clients, given.commands, given.kills))
    await clients.run(plan.make(given.commands, given.users, given.twice, given.seed))
    await asyncio.sleep(0.1)
    if killer.done():
        killer.result()
    killer.cancel()  # it waits for commands that were never answered, if it is still there
    return clients


def wait_quiet(database):
    """Until the outbox is empty and nothing has arrived in the audit log for a while."""
    began = last_change = time.monotonic()
    last = None
    while time.monotonic() - last_change < QUIET_S and time.monotonic() - began < PATIENCE_S:
        now = (database.value("select count(*) from tasks.outbox"), database.value("select count(*) from audit.audit_log"))
        if now != last or now[0]:
            last, last_change = now, time.monotonic()
        time.sleep(0.2)
    return last_change - began, last[0]


def report(world, clients, found, outbox, seconds):
    sending, arriving = seconds
    rows = [("commands acknowledged", found.acknowledged, f"in {sending:.1f} s, {found.acknowledged / sending:.0f}/s"),
            ("calls made", clients.calls, f"{clients.repeated_calls} repeated for want of an answer"),
            ("kill -9 of hapax", world.kills, ""),
            ("effects in tasks.tasks", found.effects, ""),
            ("events in audit.audit_log", found.events, f"the last {arriving:.1f} s after the last answer"),
            ("still in the outbox", outbox, ""),
            ("users left without an answer", len(clients.unanswered), ""),
            ("second answers that differed", len(clients.differing), ""),
            ("out of order", len(found.disordered), "tasks"),
            ("lost", len(found.lost), ""),
            ("doubled", len(found.doubled), "")]
    print()
    for name, number, remark in rows:
        print(f"  {name:<30}{number:>8}  {remark}".rstrip())
    for faults in (clients.unanswered, found.lost, found.doubled, found.disordered, clients.differing):
        for fault in faults[:SHOWN]:
            print("  !", fault)
        if len(faults) > SHOWN:
            print(f"  ! and {len(faults) - SHOWN} more")


def main():
    given = options()
    folder = places.temporary_folder("demo")
    began = time.monotonic()
    world = World(folder)
    try:
        print(f"{given.commands} commands of {given.users} users, {given.twice} % of them sent twice; logs in {folder}")
        started = time.monotonic()
        clients = asyncio.run(send(world, given))
        sent = time.monotonic()
        arriving, outbox = wait_quiet(world.database)
        clients.acknowledged.sort(key=lambda answer: (answer.command.task, answer.command.number))
        found = count.count(clients.acknowledged, world.database.query(count.TASKS_SQL), world.database.query(count.AUDIT_SQL))
    finally:
        world.close()
        process.stop_all()
    report(world, clients, found, outbox, (sent - started, arriving))
    held = found.holds() and outbox == 0 and not clients.differing and (found.acknowledged, world.kills) == (given.commands, given.kills)
    print(f"\n  {'It held' if held else 'IT DID NOT HOLD'} ({time.monotonic() - began:.0f} s in all)")
    if held:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
