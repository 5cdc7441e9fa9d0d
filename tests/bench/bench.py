"""Takes the benchmarks and writes bench/results.md. Figures are ratios within one run; what wasn't measured isn't there."""

import argparse
import shutil
import sys

import broker
import codec
import events
import null_calls
from harness import places, process
from harness.postgres import Postgres
from measure import Broken, fsync_us, machine
from page import Page
from rounds import Rounds

BENCHMARKS = {"null": null_calls, "codec": codec, "events": events, "broker": broker}


def options():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="BENCHMARK", help=f"some of: {' '.join(BENCHMARKS)} (default: all)")
    parser.add_argument("--full", action="store_true", help="long measurements; ten times 100,000 events through the broker")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep-all", action="store_true", help="count rounds in which the machine was unsteady as well, and say so")
    parser.add_argument("--output", default=str(places.TREE / "bench" / "results.md"))
    given = parser.parse_args()
    unknown = set(given.only) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    return given


def fsync(folder):
    """Where Postgres's files are going to be."""
    postgres = Postgres(folder)
    try:
        return fsync_us(postgres.folder, postgres.user)
    finally:
        postgres.close()


def take(page, name, folder, given):
    print(f"{name}:")
    benchmark = BENCHMARKS[name]
    taken = benchmark.measure(folder, given)
    if isinstance(taken, Rounds) and not taken.kept:
        page.add(f"No figures of `{name}`: the machine was unsteady in every round.", "")
    elif taken is not None:
        benchmark.report(page, taken)
    page.write()


def main():
    given = options()
    folder = places.temporary_folder("bench")
    page = Page(given.output)
    page.add("# Benchmarks", "", "Written by `./dev bench" + (" --full" if given.full else "") + "`. Medians with their range; ratios are taken within a round. An "
             "absolute figure is only context.", "")
    before = fsync(folder)
    page.table(("machine", ""), [*machine(), ("8 kB write with fdatasync (pg_test_fsync)", f"{before} us")])
    try:
        for name in given.only or BENCHMARKS:
            take(page, name, folder, given)
        page.add(f"pg_test_fsync after all: {fsync(folder)} us.")
        page.write()
    except Broken as error:
        print(f"bench: {error}; logs in {folder}", file=sys.stderr)
        return 1
    finally:
        process.stop_all()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
