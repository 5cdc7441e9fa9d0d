"""Where things are: the tree, the program under test, the real parts."""

import os
import pathlib
import shutil
import tempfile

TREE = pathlib.Path(__file__).resolve().parents[4]
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "hapax"
# The program under test; another build's, e.g. with sanitizers, through HAPAX_TEST_PROGRAM.
HAPAX = pathlib.Path(os.environ.get("HAPAX_TEST_PROGRAM") or TREE / "build" / "hapax")


def tool(name):
    """daprd, dapr or grpcurl, as tests/integration/toolchain/build.sh made or linked it."""
    path = CACHE / "bin" / name
    assert path.exists(), f"{path} is missing: run tests/integration/toolchain/build.sh {name}"
    return path


def go():
    """The one that toolchain/build.sh builds with: its own where that on PATH is too old."""
    own = CACHE / "go-venv" / "bin" / "go"
    return str(own) if own.exists() else system_program("go")


def system_program(*names):
    """A program of a Debian package, also from the folders that aren't on everybody's PATH."""
    for name in names:
        found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
        if found:
            return found
    raise AssertionError(f"{names[0]} is not installed: ./dev test installs it (tests/packages.txt)")


def temporary_folder(prefix):
    """World-readable, because Postgres and RabbitMQ may have to run as other users; short, because of Unix sockets."""
    path = tempfile.mkdtemp(prefix=f"hapax-{prefix}-", dir="/tmp")
    os.chmod(path, 0o755)
    return path
