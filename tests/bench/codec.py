"""One event's way from bytes to a checked message, alone in one thread."""

import re

from harness.process import run
from measure import PROGRAMS


def measure(_folder, _given):
    program = PROGRAMS / "bench_codec"
    return run([program], timeout_s=300).stdout if program.exists() else None


def report(page, told):
    page.section("Codec", "One event decoded and checked, one thread, nothing else: " + told.splitlines()[0] + ".")
    rows = re.findall(r"^(.*?)\s+(\d+) ns/event \((\d+) to (\d+)\)", told, re.MULTILINE)
    page.table(("up to", "ns an event"), [(name.strip("+ "), f"{median} ({low} - {high})") for name, median, low, high in rows])
