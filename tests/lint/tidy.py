"""tidy.py BUILD: clang-tidy over the program's sources with BUILD's compile commands. A file that was clean is looked at again only when it, a header or
.clang-tidy changed; what was clean is remembered outside the tree."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

from sources import TREE, ours, report

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "hapax" / "tidy"


def surroundings():
    digest = hashlib.sha256()
    for path in [TREE / ".clang-tidy", *ours("src/*.h", "include/*.h", "gen/*.h")]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def check(path, around, build):
    key = CACHE / hashlib.sha256((around + str(path.relative_to(TREE))).encode() + path.read_bytes()).hexdigest()
    if key.exists():
        return None
    done = subprocess.run(["clang-tidy", "-p", build, "--quiet", "--warnings-as-errors=*", path], cwd=TREE, capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stdout + "".join(line for line in done.stderr.splitlines(True) if "error" in line)
    key.touch()
    return None


def main(build):
    CACHE.mkdir(parents=True, exist_ok=True)
    compiled = {pathlib.Path(entry["file"]) for entry in json.loads((TREE / build / "compile_commands.json").read_text(encoding="utf-8"))}
    files = [path for path in ours("src/*.c") if path in compiled]
    around = surroundings()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        report("tidy", [found for found in pool.map(lambda path: check(path, around, build), files) if found])


main(sys.argv[1])
