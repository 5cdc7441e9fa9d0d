"""The C files that we write, as git knows them: also new ones, not generated ones."""

import pathlib
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parents[2]


def ours(*patterns):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "--", *patterns], cwd=TREE, capture_output=True, text=True, check=True)
    return sorted(TREE / name for name in set(listed.stdout.split()) if (TREE / name).is_file())


def report(name, problems):
    """Prints them and ends the program with the right code."""
    for problem in problems:
        print(f"{name}: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)
