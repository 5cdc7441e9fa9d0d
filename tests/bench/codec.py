"""One event's way from text to a checked message and back, alone in one thread: hapax's parts, and the same work by others."""

import json
import pathlib
import re
import shutil
import sys

from harness import places
from harness.process import run
from measure import PROGRAMS
from rounds import Spread

HERE = pathlib.Path(__file__).parent
ROUNDS = 9
WORKS = (("take", "envelope, data and rules: from text to a checked event"), ("make", "the event as text again"), ("read", "data alone: from JSON to a message"),
         ("write", "data alone: from a message to JSON"))
PEERS = (("hapax", "hapax"), ("jansson", "jansson, own code"), ("go", "Go, protojson"), ("python", "Python, json_format"))


def build_go():
    """Over the messages of gen/go."""
    folder = PROGRAMS / "codec-go"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "codec_go", folder)
    module = places.TREE / "gen" / "go"
    shutil.copy(module / "go.sum", folder)
    go_mod = (module / "go.mod").read_text(encoding="utf-8").replace("module hapax.internal", "module hapax.internal/bench/codec", 1)
    (folder / "go.mod").write_text(f"{go_mod}\nrequire hapax.internal v0.0.0\nreplace hapax.internal => {module}\n", encoding="utf-8")
    run([places.go(), "build", "-mod=mod", "-o", PROGRAMS / "codec_go", "."], cwd=folder, timeout_s=300)
    return PROGRAMS / "codec_go"


def measure(_folder, _given):
    program = PROGRAMS / "bench_codec"
    if not program.exists():
        return None
    go = build_go()
    contestants = [[PROGRAMS / "bench_codec_peers"], [go], [sys.executable, HERE / "codec_python.py"]]
    rounds = []
    for number in range(ROUNDS):
        taken = {}
        # There and back, so that a machine that gets slower is so to all of them.
        for command in contestants if number % 2 == 0 else contestants[::-1]:
            taken.update(json.loads(run(command, timeout_s=300).stdout))
        rounds.append(taken)
    return run([program], timeout_s=300).stdout, rounds


def ratio(rounds, peer, work):
    spread = Spread([taken[peer][work] / taken["hapax"][work] for taken in rounds])
    return f"{spread.median:.1f}x ({spread.low:.1f} - {spread.high:.1f})"


def nanoseconds(rounds, peer, work):
    spread = Spread([taken[peer][work] for taken in rounds])
    return f"{spread.median:,.0f} ({spread.low:,.0f} - {spread.high:,.0f})"


def report(page, told):
    steps, rounds = told
    page.section("Codec", "One event decoded and checked, one thread, nothing else: " + steps.splitlines()[0] + ".")
    rows = re.findall(r"^(.*?)\s+(\d+) ns/event \((\d+) to (\d+)\)", steps, re.MULTILINE)
    page.table(("up to", "ns an event"), [(name.strip("+ "), f"{median} ({low} - {high})") for name, median, low, high in rows])
    page.add(f"The same event of {rounds[0]['bytes']} bytes by others, {len(rounds)} rounds there and back; nanoseconds, and how many times hapax's within a round. All of "
             "them parse the id and the times, look at the contract's rules and refuse what breaks them; the others do so by hand, and Go doesn't look for "
             "duplicate keys of the envelope.", "")
    page.table(("", *(name for _, name in PEERS)), [
        (what, nanoseconds(rounds, "hapax", work), *(f"{nanoseconds(rounds, peer, work)}, {ratio(rounds, peer, work)}" for peer, _ in PEERS[1:])) for work, what in WORKS])
    page.table(("hapax alone", "ns"), [(what, nanoseconds(rounds, "hapax", work)) for work, what in (
        ("rules", "the rules of the message"), ("read_canonical", "data from proto3 JSON"), ("write_canonical", "data to proto3 JSON"))])
